import type { LoggedCall } from '../client/call-log';
import type { EventRow } from '../evidence/evidence';
import type { Index } from './index-evidence';
import type { Rule } from './violation';

const RULE = 'nobody is escalated for what came in time';

/** P5: when the client was told before a deadline that an answer counts, that deadline is not called missed. */
export const noFalseAlarm: Rule = ({ calls }, index) => {
  const cases = [...new Set(calls.map(({ caseName }) => caseName))];
  return cases.flatMap((caseName) => {
    const answers = calls.filter((call) => call.caseName === caseName && isAnswer(call));
    const misses = index.rowsOf(caseName).flatMap(({ id }) => index.eventsOf(id).filter(isMiss));
    return misses.flatMap((miss) => {
      const inTime = answers.find((call) => countedAt(call, index) <= (miss.dueAt ?? 0));
      // An objection reopens the case: an earlier answer does not count any more.
      if (!inTime || wasReopenedBetween(index, { miss, call: inTime })) return [];
      const detail = `#${miss.sequence} ${miss.type}, though ${inTime.key} counted before its instant`;
      return [{ rule: RULE, subject: caseName, detail }];
    });
  });
};

function isAnswer({ act, verdict }: LoggedCall): boolean {
  return verdict === 'counts' && (act === 'resolve' || act === 'reject');
}

function isMiss({ type, dueAt, data }: EventRow): boolean {
  if (dueAt === null) return false;
  return type === 'escalated' || type === 'target_missed' || data.kind === 'checkpoint_missed';
}

/** When the client was told; it counted before that. */
function countedAt(call: LoggedCall, index: Index): number {
  return index.standingAttempts(call).find(({ status }) => status === 200)?.endedAt ?? Infinity;
}

function wasReopenedBetween(index: Index, { miss, call }: { miss: EventRow; call: LoggedCall }): boolean {
  const events = index.eventsOf(miss.complaintId);
  const answer = index.eventsBy(call)[0]?.sequence ?? 0;
  return events.some(
    ({ type, sequence }) => type === 'reopened' && sequence > answer && sequence < miss.sequence,
  );
}
