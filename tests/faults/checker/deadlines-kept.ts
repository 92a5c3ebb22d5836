import type { Evidence } from '../evidence/evidence';
import { impairedSpans, soundTimeIn } from './impaired-time';
import type { Index } from './index-evidence';
import type { Rule, Violation } from './violation';

const EARLY = 'nothing is early';
const LATE = 'nothing is late beyond its bound';

/** P16: more than that of sound time after its instant no deadline may go unrecorded. */
export const LATE_BOUND_MS = 30_000;

/** P4, P16: what has an instant is recorded after it, and soon, unless the whole system was down meanwhile. */
export const deadlinesKept: Rule = (evidence, index) => [
  ...recorded(evidence, index),
  ...unrecorded(evidence, index),
];

function recorded({ events, faults, complaints }: Evidence, index: Index): Violation[] {
  const impaired = impairedSpans(faults);
  const offsets = new Map(complaints.map(({ id, clockOffsetMs }) => [id, clockOffsetMs]));
  return events.flatMap((event) => {
    const { complaintId, sequence, type, at, dueAt, recordedAt } = event;
    if (dueAt === null) return [];
    const subject = index.caseNameOf(complaintId);
    const what = `#${sequence} ${type}`;
    // Where a clock was moved only the case's own clock tells, and nothing is broken any more by then.
    const wasMoved = (offsets.get(complaintId) ?? 0) > 0 && dueAt > recordedAt;
    const earlyMs = dueAt - (wasMoved ? at : Math.min(at, recordedAt));
    if (earlyMs > 0) return [{ rule: EARLY, subject, detail: `${what} is ${earlyMs} ms before its instant` }];
    const known = Math.max(dueAt, index.knownSince(complaintId, recordedAt));
    const lateMs = wasMoved ? at - dueAt : soundTimeIn({ from: known, until: recordedAt }, impaired);
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
