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

function recorded({ events, faults }: Evidence, index: Index): Violation[] {
  const impaired = impairedSpans(faults);
  return events.flatMap((event) => {
    const { complaintId, sequence, type, at, dueAt, recordedAt } = event;
    if (dueAt === null) return [];
    const subject = index.caseNameOf(complaintId);
    const what = `#${sequence} ${type}`;
    const earlyMs = dueAt - Math.min(at, recordedAt);
    if (earlyMs > 0) return [{ rule: EARLY, subject, detail: `${what} is ${earlyMs} ms before its instant` }];
    const lateMs = soundTimeIn(
      { from: Math.max(dueAt, filedAt(index, complaintId)), until: recordedAt },
      impaired,
    );
    if (lateMs <= LATE_BOUND_MS) return [];
    return [{ rule: LATE, subject, detail: `${what} is ${lateMs} ms of sound time after its instant` }];
  });
}

/** A filing that came late itself could not be looked at before. */
function filedAt(index: Index, complaintId: string): number {
  return index.eventsOf(complaintId)[0]?.recordedAt ?? 0;
}

function unrecorded({ complaints, faults, collectedAt }: Evidence, index: Index): Violation[] {
  const impaired = impairedSpans(faults);
  return complaints.flatMap(({ id, nextDueBy }) => {
    if (nextDueBy === null) return [];
    const lateMs = soundTimeIn(
      { from: Math.max(nextDueBy, filedAt(index, id)), until: collectedAt },
      impaired,
    );
    if (lateMs <= LATE_BOUND_MS) return [];
    const detail = `was due ${lateMs} ms of sound time ago, and nothing was recorded`;
    return [{ rule: LATE, subject: index.caseNameOf(id), detail }];
  });
}
