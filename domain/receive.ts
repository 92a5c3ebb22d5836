import type { Case, ComplaintState } from './complaint';
import type { Instant } from './instant';
import { checkpointsFrom } from './promise';
import type { Fact } from './timeline';

type Received = Extract<Fact, { type: 'received' }>['data'];

/** The state of a complaint just received. */
export function receive(input: {
  id: string;
  at: Instant;
  data: Received;
  policy: Case['policy'];
}): ComplaintState {
  const { id, at, data, policy } = input;
  return {
    id,
    sequence: 1,
    status: 'submitted',
    outcome: null,
    category: data.category,
    agency: data.agency,
    policyVersion: data.policyVersion,
    filedBy: data.filedBy ?? null,
    receivedAt: at,
    acknowledgedAt: null,
    resolvedAt: null,
    rejectedAt: null,
    closedAt: null,
    answerSequence: null,
    toldAt: null,
    unreachedAt: null,
    cycle: 1,
    targetHours: data.targetHours,
    checkpoints: checkpointsFrom(at, policy),
    heldFrom: at,
    extended: false,
    escalationLevel: 0,
    cycleBaseLevel: 0,
    missesInCycle: 0,
    remindersFrom: null,
    nextReminderBy: null,
    handOvers: 0,
    decisionPending: false,
    assignment: 0,
    published: false,
    reporterLeftAt: null,
    mergedInto: null,
    absorbed: [],
    absorbedLeft: [],
    question: null,
    held: false,
    officer: null,
    nudgedAt: null,
    takenOver: false,
    shifts: [],
  };
}
