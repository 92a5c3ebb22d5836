import type { Case, ComplaintState } from './complaint';
import { hoursAfter, type Instant } from './instant';
import type { TimelineEvent } from './timeline';

type InformationRequested = Extract<TimelineEvent, { type: 'information_requested' }>;

/**
 * How long a question asked at `at` makes the clock wait: not at all unless the policy says so, and then only for
 * the first question of a cycle, so that nobody gains time by asking again.
 */
export function holdFor({ state, policy }: Case, at: Instant): InformationRequested['data'] {
  const hours = policy.questionHoldHours ?? 0;
  const waits = state.checkpoints.some((checkpoint) => checkpoint.state === 'pending');
  return hours > 0 && !state.held && waits ? { heldUntil: hoursAfter(at, hours) } : {};
}

/**
 * The hold is plain arithmetic: every pending checkpoint is moved at once, and no timer waits for the question's
 * end.
 */
export function withQuestion(
  state: ComplaintState,
  { sequence, at, data }: InformationRequested,
): Partial<ComplaintState> {
  const { heldUntil } = data;
  const question = { askedAt: at, heldUntil: heldUntil ?? null, sequence };
  if (heldUntil === undefined) return { question };
  return { question, held: true, checkpoints: movedBy(state, heldUntil - at) };
}

/** A question that ends before its hold is over, for whatever reason, gives back what is left of it. */
export function withoutQuestion(state: ComplaintState, at: Instant): ComplaintState {
  if (!state.question) return state;
  const unusedMs = Math.max(0, (state.question.heldUntil ?? at) - at);
  return { ...state, question: null, checkpoints: movedBy(state, -unusedMs) };
}

/** Whether the event ends the wait for the reporter's answer. */
export function endsQuestion(event: TimelineEvent): boolean {
  switch (event.type) {
    case 'information_answered':
    case 'resolved':
    case 'rejected':
    case 'reassigned':
    case 'reopened':
    case 'closed':
    case 'withdrawn':
    case 'reporter_left':
      return true;
    case 'merged':
      return 'into' in event.data;
    default:
      return false;
  }
}

function movedBy(state: ComplaintState, ms: number): ComplaintState['checkpoints'] {
  return state.checkpoints.map((checkpoint) =>
    checkpoint.state === 'pending' ? { ...checkpoint, dueBy: checkpoint.dueBy + ms } : checkpoint,
  );
}
