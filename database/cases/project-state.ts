import type { ComplaintState } from '../../domain/complaint';
import type { Instant } from '../../domain/instant';
import { acknowledgeBy, resolveBy } from '../../domain/promise';
import { toDateOrNull } from '../instants';
import type { ColumnTypes } from '../recordset';

export type ProjectedState = ReturnType<typeof projectState>;

/** The PostgreSQL types of these columns. */
export const PROJECTED_TYPES: ColumnTypes<ProjectedState> = {
  sequence: 'integer',
  status: 'text',
  outcome: 'text',
  category: 'text',
  agency: 'text',
  policyVersion: 'text',
  filedBy: 'uuid',
  receivedAt: 'timestamptz',
  acknowledgedAt: 'timestamptz',
  resolvedAt: 'timestamptz',
  rejectedAt: 'timestamptz',
  closedAt: 'timestamptz',
  answerSequence: 'integer',
  toldAt: 'timestamptz',
  unreachedAt: 'timestamptz',
  cycle: 'integer',
  targetHours: 'integer',
  acknowledgeBy: 'timestamptz',
  resolveBy: 'timestamptz',
  nextDueBy: 'timestamptz',
  escalationLevel: 'smallint',
  decisionPending: 'boolean',
  assignment: 'integer',
  published: 'boolean',
  mergedInto: 'uuid',
  absorbed: 'uuid[]',
  absorbedLeft: 'uuid[]',
  questionAskedAt: 'timestamptz',
  officer: 'uuid',
  takenOver: 'boolean',
  reporterLeftAt: 'timestamptz',
};

/** The columns of a complaint's row that mirror the state of its case. */
export function projectState({ state, nextDueBy }: { state: ComplaintState; nextDueBy: Instant | null }) {
  return {
    sequence: state.sequence,
    status: state.status,
    outcome: state.outcome,
    category: state.category,
    agency: state.agency,
    policyVersion: state.policyVersion,
    filedBy: state.filedBy,
    receivedAt: new Date(state.receivedAt),
    acknowledgedAt: toDateOrNull(state.acknowledgedAt),
    resolvedAt: toDateOrNull(state.resolvedAt),
    rejectedAt: toDateOrNull(state.rejectedAt),
    closedAt: toDateOrNull(state.closedAt),
    answerSequence: state.answerSequence,
    toldAt: toDateOrNull(state.toldAt),
    unreachedAt: toDateOrNull(state.unreachedAt),
    cycle: state.cycle,
    targetHours: state.targetHours,
    acknowledgeBy: toDateOrNull(acknowledgeBy(state)),
    resolveBy: new Date(resolveBy(state)),
    nextDueBy: toDateOrNull(nextDueBy),
    escalationLevel: state.escalationLevel,
    decisionPending: state.decisionPending,
    assignment: state.assignment,
    published: state.published,
    mergedInto: state.mergedInto,
    absorbed: state.absorbed,
    absorbedLeft: state.absorbedLeft,
    questionAskedAt: toDateOrNull(state.question?.askedAt ?? null),
    officer: state.officer,
    takenOver: state.takenOver,
    reporterLeftAt: toDateOrNull(state.reporterLeftAt),
  };
}
