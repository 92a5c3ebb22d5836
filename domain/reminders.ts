import { hoursAfter, MS_PER_HOUR, type Instant } from './instant';
import type { Policy } from './policy';

/**
 * The first reminder after `now`, counted from `from`, the instant at which reaching level 3 was due: every 24 h
 * for a week, then weekly (default policy). Reminders missed during an outage are not sent later.
 */
export function reminderAfter(from: Instant, now: Instant, { reminders }: Policy): Instant {
  const dense = nextMultiple({ from, now, everyHours: reminders.everyHours });
  const denseEnd = hoursAfter(from, reminders.forHours);
  if (dense <= denseEnd) return dense;
  return nextMultiple({ from: denseEnd, now, everyHours: reminders.thenEveryHours });
}

function nextMultiple({
  from,
  now,
  everyHours,
}: {
  from: Instant;
  now: Instant;
  everyHours: number;
}): Instant {
  const passed = Math.floor((now - from) / (everyHours * MS_PER_HOUR));
  return hoursAfter(from, everyHours * Math.max(1, passed + 1));
}

/** Which day at level 3 a reminder belongs to: 1 after the first 24 h, and also before that. */
export function reminderDay(from: Instant, dueAt: Instant): number {
  return Math.max(1, Math.round((dueAt - from) / (24 * MS_PER_HOUR)));
}
