import type { EventRow, Evidence } from '../evidence/evidence';
import { impairedSpans, soundTimeIn } from './impaired-time';
import type { Index } from './index-evidence';
import type { Rule, Violation } from './violation';

const EARLY = 'nothing is early';
const LATE = 'nothing is late beyond its bound';

/** P16: how long after its instant, in sound time, a deadline may go unrecorded. */
export const LATE_BOUND_MS = 30_000;

/** P4, P16: a deadline is recorded after its instant, and soon, not counting time in which something was down. */
export const deadlinesKept: Rule = (evidence, index) => [
  ...recorded(evidence, index),
  ...unrecorded(evidence, index),
];

export interface RecordedDeadline {
  event: EventRow;
  /** Negative when it was recorded before its instant. */
  lateMs: number;
}

/** Every deadline that was recorded, with how late that was in sound time. */
export function recordedDeadlines(
  { events, faults, complaints }: Evidence,
  index: Index,
): RecordedDeadline[] {
  const impaired = impairedSpans(faults);
  const offsets = new Map(complaints.map(({ id, clockOffsetMs }) => [id, clockOffsetMs]));
  return events.flatMap((event) => {
    const { complaintId, at, dueAt, recordedAt } = event;
    if (dueAt === null) return [];
    // Where a clock was moved, only the case's own clock counts; by then nothing is broken any more.
    const wasMoved = (offsets.get(complaintId) ?? 0) > 0 && dueAt > recordedAt;
    const decidedAt = wasMoved ? at : Math.min(at, recordedAt);
    if (decidedAt < dueAt) return [{ event, lateMs: decidedAt - dueAt }];
    const known = Math.max(dueAt, index.knownSince(complaintId, recordedAt));
    const lateMs = wasMoved ? at - dueAt : soundTimeIn({ from: known, until: recordedAt }, impaired);
    return [{ event, lateMs }];
  });
}

function recorded(evidence: Evidence, index: Index): Violation[] {
  return recordedDeadlines(evidence, index).flatMap(({ event: { complaintId, sequence, type }, lateMs }) => {
    const subject = index.caseNameOf(complaintId);
    const what = `#${sequence} ${type}`;
    if (lateMs < 0) return [{ rule: EARLY, subject, detail: `${what} is ${-lateMs} ms before its instant` }];
    if (lateMs <= LATE_BOUND_MS) return [];
    return [{ rule: LATE, subject, detail: `${what} is ${lateMs} ms of sound time after its instant` }];
  });
}

function unrecorded({ complaints, faults, collectedAt }: Evidence, index: Index): Violation[] {
  const impaired = impairedSpans(faults);
  return complaints.flatMap(({ id, nextDueBy, clockOffsetMs }) => {
    if (nextDueBy === null) return [];
    const dueAt = nextDueBy - clockOffsetMs;
    const lateMs = soundTimeIn(
      { from: Math.max(dueAt, index.knownSince(id, collectedAt)), until: collectedAt },
      impaired,
    );
    if (lateMs <= LATE_BOUND_MS) return [];
    const detail = `was due ${lateMs} ms of sound time ago, and nothing was recorded`;
    return [{ rule: LATE, subject: index.caseNameOf(id), detail }];
  });
}
