import { resolveBy } from '../../domain/promise';
import { isOpen } from '../../domain/statuses';
import { nextRise } from '../../mail/next-rise';
import type { Speech } from '../speech';
import type { ShownComplaint } from './shown-complaint';

export interface PromiseView {
  label: string;
  left: string;
  long: string;
  iso: string;
  /** Share of the line in gold, and past the promise. */
  spent: string;
  over: string | null;
  start: string;
  end: string;
  notes: string[];
}

/** The promise of an open complaint and how its hours run; null when there is none to tell. */
export function promiseView(shown: ShownComplaint, speech: Speech): PromiseView | null {
  const { state } = shown.case;
  if (!isOpen(state.status) || shown.view.agency === undefined) return null;
  const { say, time } = speech;
  const promisedAt = resolveBy(state);
  const leftMs = promisedAt - shown.now;
  const startAt = cycleStart(shown);
  return {
    label: say(leftMs < 0 ? 'web.complaint.promisePassed' : 'web.complaint.promisedWithin'),
    left:
      leftMs < 0 ? time.duration(-leftMs) : say('web.complaint.left', { duration: time.duration(leftMs) }),
    long: time.long(promisedAt),
    iso: new Date(promisedAt).toISOString(),
    ...shares({ startAt, promisedAt, now: shown.now }),
    start: time.short(startAt),
    end: time.short(promisedAt),
    notes: [...firstPromise(shown, speech), ...riseOf(shown, speech)],
  };
}

/** Before the promise the whole line is its time; after it, the line grows by what is over. */
function shares({ startAt, promisedAt, now }: { startAt: number; promisedAt: number; now: number }) {
  const promisedMs = promisedAt - startAt;
  const passedMs = Math.max(0, now - startAt);
  if (passedMs <= promisedMs) return { spent: percent(passedMs / promisedMs), over: null };
  return { spent: percent(promisedMs / passedMs), over: percent(1 - promisedMs / passedMs) };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** When the cycle began whose hours count: at receipt, or at the last objection. */
function cycleStart({ timeline, case: { state } }: ShownComplaint): number {
  return timeline.findLast(({ type }) => type === 'reopened')?.at ?? state.receivedAt;
}

function firstPromise({ timeline, case: { state } }: ShownComplaint, { say, time }: Speech): string[] {
  const extended = timeline.findLast((event) => event.type === 'extended');
  if (!state.extended || !extended) return [];
  return [say('web.complaint.firstPromise', { time: time.long(extended.data.promisedBy) })];
}

function riseOf(shown: ShownComplaint, { say, names, time }: Speech): string[] {
  const { state } = shown.case;
  const rise = nextRise(shown.case, shown.now);
  if (!rise || rise.level <= state.escalationLevel) return [];
  const office = names.office(rise.level, state.agency);
  return [say('web.complaint.rise', { office, time: time.long(rise.by) })];
}
