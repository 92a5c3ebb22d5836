import type { ComplaintRow, SeenExecution } from '../evidence/evidence';
import { isOver } from '../final-statuses';
import type { Rule } from './violation';

const RULE = 'every open case has an execution that knows it';

/** P13, P16: an unfinished case runs, a finished one does not, and what an execution says is what the row says. */
export const executionsAgree: Rule = ({ complaints, executions }, index) => {
  const seen = new Map(executions.map((execution) => [execution.complaintId, execution]));
  const rows = new Map(complaints.map((row) => [row.id, row]));
  const strays = executions.filter(({ complaintId, isRunning }) => isRunning && !rows.has(complaintId));
  return [
    ...complaints.flatMap((row) =>
      violationsIn(row, seen.get(row.id)).map((detail) => ({
        rule: RULE,
        subject: index.caseNameOf(row.id),
        detail,
      })),
    ),
    ...strays.map(({ complaintId }) => ({
      rule: RULE,
      subject: complaintId,
      detail: 'an execution runs for a case that is not there',
    })),
  ];
};

function violationsIn(row: ComplaintRow, execution: SeenExecution | undefined): string[] {
  if (row.status === 'submitted') return ['was never assigned'];
  if (!row.isStarted) return ['was never handed to the engine'];
  if (isOver(row)) return execution?.isRunning ? ['is over, and its execution still runs'] : [];
  if (!execution?.isRunning) return [`is ${row.status}, and no execution runs`];
  if (!execution.view || agrees(execution.view, row)) return [];
  const { status, sequence, nextDueBy } = row;
  return [
    `is ${JSON.stringify({ status, sequence, nextDueBy })}; its execution says ${JSON.stringify(execution.view)}`,
  ];
}

/**
 * An execution that tells when it looks again may know nothing else, as long as it looks in time; one that decides by
 * what it remembers has to remember what the row says.
 */
function agrees(view: NonNullable<SeenExecution['view']>, row: ComplaintRow): boolean {
  if (view.nextDueBy !== undefined) {
    return row.nextDueBy === null || (view.nextDueBy !== null && view.nextDueBy <= row.nextDueBy);
  }
  const isBehind = view.sequence !== undefined && view.sequence !== row.sequence;
  return !isBehind && (view.status === undefined || view.status === row.status);
}
