import type { Instant } from '../../domain/instant';
import { resolveBy } from '../../domain/promise';
import { isOpen } from '../../domain/statuses';
import { nextEscalation, type NextEscalation } from '../../domain/next-escalation';
import type { Locale } from '../../locale/locale';
import { dayOf, dayWithin, shortDayOf } from './day-of';
import { promiseLine, type PromiseLine } from './promise-line';
import type { ShownComplaint } from './shown-complaint';

export interface PromiseView {
  /** Time left or overdue; null once the complaint is resolved. */
  due: DueView | null;
  line: PromiseLine;
  labels: { word: string; time: string }[];
  notes: string[];
}

interface DueView {
  label: string;
  /** `5 jam 40 menit` in pieces, so that numbers can be set larger than their units. */
  left: { number: string; unit: string }[];
  /** For the countdown script: the deadline, and the case's own clock when the page was rendered. */
  until: string;
  now: string;
  lead: string | null;
  long: string;
}

/** The promise of a complaint and how much of its time has passed; null when there is nothing to show. */
export function promiseView(shown: ShownComplaint, locale: Locale): PromiseView | null {
  const { state } = shown.case;
  const isDone = state.resolvedAt !== null && state.outcome === 'resolved';
  if (shown.view.agency === undefined || !(isOpen(state.status) || isDone)) return null;
  const { now } = shown;
  const promisedAt = resolveBy(state);
  const startAt = cycleStart(shown);
  const escalation = nextEscalation(shown.case, now);
  const resolvedAt = isDone ? state.resolvedAt : null;
  return {
    due: isDone ? null : dueView({ promisedAt, now }, locale),
    line: promiseLine({
      ...{ startAt, promisedAt, now, resolvedAt },
      misses: missesOf(shown),
      escalatesAt: escalation?.by ?? null,
    }),
    labels: labelsOf({ startAt, promisedAt, now, resolvedAt, escalation }, locale),
    notes: [...firstPromise(shown, locale), ...escalationNotes(shown, escalation, locale)],
  };
}

function dueView({ promisedAt, now }: { promisedAt: Instant; now: Instant }, locale: Locale): DueView {
  const { t, time } = locale;
  const isLate = promisedAt < now;
  return {
    label: t(isLate ? 'web.complaint.promisePassed' : 'web.complaint.promisedWithin'),
    left: piecesOf(time.duration(Math.abs(promisedAt - now))),
    until: new Date(promisedAt).toISOString(),
    now: new Date(now).toISOString(),
    lead: isLate ? t('web.complaint.promiseWas') : null,
    long: (isLate ? dayWithin : dayOf)(promisedAt, now, locale),
  };
}

function piecesOf(duration: string): { number: string; unit: string }[] {
  return [...duration.matchAll(/(\S+) (\S+)/g)].map(([, number = '', unit = '']) => ({ number, unit }));
}

interface Hours {
  startAt: Instant;
  promisedAt: Instant;
  now: Instant;
  resolvedAt: Instant | null;
  escalation: NextEscalation | null;
}

function labelsOf({ startAt, promisedAt, now, resolvedAt, escalation }: Hours, locale: Locale) {
  const { t } = locale;
  const short = (at: Instant) => shortDayOf(at, now, locale);
  const received = { word: t('web.complaint.lineStart'), time: short(startAt) };
  const promised = { word: t('web.complaint.linePromise'), time: short(promisedAt) };
  if (resolvedAt !== null) {
    const word = t('web.complaint.lineResolved', { time: short(promisedAt) });
    return [received, { word, time: short(resolvedAt) }];
  }
  if (promisedAt >= now) return [received, promised];
  const next = escalation
    ? { word: t('web.complaint.lineEscalation'), time: short(escalation.by) }
    : { word: t('web.complaint.lineNow'), time: short(now) };
  return [received, promised, next];
}

/** When the cycle began whose hours count: at receipt, or at the last objection. */
function cycleStart({ timeline, case: { state } }: ShownComplaint): number {
  return timeline.findLast(({ type }) => type === 'reopened')?.at ?? state.receivedAt;
}

function missesOf({ timeline }: ShownComplaint): { level: number; dueAt: Instant }[] {
  return timeline.flatMap((event) =>
    event.type === 'escalated' && event.data.checkpointHours !== undefined
      ? [{ level: event.data.level, dueAt: event.dueAt ?? event.at }]
      : [],
  );
}

function firstPromise({ timeline, case: { state } }: ShownComplaint, { t, time }: Locale): string[] {
  const extended = timeline.findLast((event) => event.type === 'extended');
  if (!state.extended || !extended) return [];
  return [t('web.complaint.firstPromise', { time: time.long(extended.data.promisedBy) })];
}

function escalationNotes(
  { case: { state }, now }: ShownComplaint,
  escalation: NextEscalation | null,
  locale: Locale,
): string[] {
  const { t, names, time } = locale;
  // A case that the command centre works on cannot escalate any further.
  if (!escalation || escalation.level <= state.escalationLevel || state.takenOver) return [];
  const office = names.office(escalation.level, state.agency);
  const isLate = resolveBy(state) < now;
  const key = isLate ? 'web.complaint.escalationAgain' : 'web.complaint.escalation';
  return [t(key, { office, time: time.medium(escalation.by) })];
}
