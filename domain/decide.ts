import { isLegal, isReporterAct } from './act-rules';
import type { Act } from './acts';
import { toTimelineActor, type Actor } from './actor';
import { apply } from './apply';
import type { Case } from './complaint';
import { hoursAfter, MS_PER_HOUR, type Instant } from './instant';
import { can, isTakenFrom } from './permissions';
import type { EscalationLevel } from './policy';
import { mayObject, resolveBy } from './promise';
import { holdFor } from './questions';
import type { Refusal, RefusalCode } from './refusal';
import { settle } from './settle';
import { shiftFact, shiftRefusal, unshiftFact, unshiftRefusal } from './shifts';
import type { Fact, TimelineEvent } from './timeline';

export interface ActCommand {
  act: Act;
  actor: Actor;
  at: Instant;
  requestId?: string;
  /**
   * How many supporters and merged reporters there are beside the reporter: on a withdrawal they decide whether
   * the case goes on.
   */
  others?: number;
}

export type Decision = { events: TimelineEvent[] } | { refusal: Refusal };

/**
 * What an act at `at` means for a case: first the deadlines that had passed before it, then the act itself.
 * Pure; the same command on the same case always gives the same decision.
 */
export function decide(current: Case, command: ActCommand): Decision {
  const passed = settle(current, command.at);
  const settled = passed.reduce((at, event) => ({ ...at, state: apply(at, event) }), current);
  const code = refusalOf(settled, command);
  if (code) return { refusal: { code, act: command.act.act, status: settled.state.status } };
  return { events: [...passed, ...stamp(settled, command, factsOf(settled, command))] };
}

/**
 * Once the reporter has left, nobody can act for them or ask them a question; reporters of merged complaints may
 * still object.
 */
function isLeft(
  { id, reporterLeftAt }: Case['state'],
  { act, actor }: Pick<ActCommand, 'act' | 'actor'>,
): boolean {
  if (reporterLeftAt === null || (act.act === 'tell' && actor.kind === 'system')) return false;
  const isMerged = actor.kind === 'reporter' && actor.complaintId !== id;
  return act.act === 'ask' || (isReporterAct(act.act) && !isMerged);
}

/** A nudge mails the whole agency: one an hour is enough. */
const NUDGE_PAUSE_MS = MS_PER_HOUR;

/** Why an act would not count, or null. */
export function refusalOf({ state, policy }: Case, { act, actor, at }: ActCommand): RefusalCode | null {
  if (!can(actor, act.act, state)) return 'forbidden';
  if (isLeft(state, { act, actor })) return 'reporter_left';
  if (!isLegal(act.act, state.status)) return 'illegal_transition';
  if (act.act !== 'notes' && isTakenFrom(actor, state)) return 'taken_over';
  switch (act.act) {
    case 'reassign':
      if (act.agency === state.agency && !(state.takenOver && actor.kind === 'command_centre'))
        return 'same_agency';
      return state.decisionPending && actor.kind !== 'command_centre' ? 'decision_pending' : null;
    case 'extend':
      if (!Number.isInteger(act.hours) || act.hours < 1 || act.hours > policy.extensionMaxHours)
        return 'invalid';
      if (state.extended) return 'already_extended';
      return at > resolveBy(state) ? 'target_passed' : null;
    case 'merge':
      return act.into === state.id ? 'not_mergeable' : null;
    case 'reopen':
      return mayObject({ state, policy }, at) ? null : 'objection_too_late';
    case 'tell':
      return act.by !== 'page' && actor.kind !== 'system' ? 'invalid' : null;
    case 'ask':
      return state.question ? 'question_open' : null;
    case 'answer':
      return state.question ? null : 'no_question';
    case 'assign':
      if (act.from !== undefined && act.from !== state.officer) return 'invalid';
      return state.takenOver ? 'taken_over' : null;
    case 'take_over':
      return state.takenOver ? 'taken_over' : null;
    case 'nudge':
      if (state.takenOver) return 'taken_over';
      return at < (state.nudgedAt ?? -Infinity) + NUDGE_PAUSE_MS ? 'nudged_recently' : null;
    case 'shift':
      return shiftRefusal(state, { act, at });
    case 'unshift':
      return unshiftRefusal(state, { act, at });
    default:
      return null;
  }
}

function factsOf(current: Case, { act, actor, at, others = 0 }: ActCommand): Fact[] {
  const { state, policy } = current;
  switch (act.act) {
    case 'acknowledge':
      return [{ type: 'acknowledged', data: {} }];
    case 'start':
      return [{ type: 'started', data: {} }];
    case 'resolve':
      return [{ type: 'resolved', data: {} }];
    case 'reject':
      return [{ type: 'rejected', data: { reason: act.reason } }];
    case 'withdraw':
      return [{ type: others > 0 ? 'reporter_left' : 'withdrawn', data: {} }];
    case 'notes':
      return [{ type: 'noted', data: { kind: 'note', public: act.public } }];
    case 'merge':
      return [{ type: 'merged', data: { into: act.into } }];
    case 'ask':
      return [{ type: 'information_requested', data: holdFor(current, at) }];
    case 'answer':
      return [{ type: 'information_answered', data: {} }];
    case 'assign':
      return [{ type: 'officer_assigned', data: { officer: act.officer } }];
    case 'nudge':
      return [{ type: 'nudged', data: {} }];
    case 'take_over':
      return [{ type: 'taken_over', data: {} }];
    case 'shift':
      return [shiftFact(state, { act, at })];
    case 'unshift':
      return [unshiftFact(state, { act, at })];
    case 'tell':
      return tellingOf(state, act);
    case 'confirm':
      return [
        { type: 'confirmed', data: {} },
        { type: 'closed', data: { outcome: state.outcome ?? 'resolved', by: 'reporter' } },
      ];
    case 'extend': {
      const promisedBy = resolveBy(state);
      const { hours } = act;
      return [{ type: 'extended', data: { hours, promisedBy, resolveBy: hoursAfter(promisedBy, hours) } }];
    }
    case 'reassign': {
      const exhausted = state.handOvers >= policy.handOversByAgencies && actor.kind !== 'command_centre';
      if (exhausted) return [handOverRefused(state.escalationLevel, act.agency)];
      const { agency: to, category } = act;
      return [{ type: 'reassigned', data: { from: state.agency, to, ...(category ? { category } : {}) } }];
    }
    case 'reopen':
      return reopening(current, act.reason);
  }
}

/** Nothing if it is known already, or about an earlier answer: two ways to tell may succeed at once. */
function tellingOf(
  { answerSequence, toldAt, unreachedAt }: Case['state'],
  { by, answer }: Extract<Act, { act: 'tell' }>,
): Fact[] {
  if (toldAt !== null || answer !== answerSequence) return [];
  if (by !== 'nobody') return [{ type: 'reporter_told', data: { by, answer } }];
  return unreachedAt === null ? [{ type: 'reporter_unreached', data: { answer } }] : [];
}

/** Agencies have reassigned it too often: it stays where it is and the command centre decides. */
function handOverRefused(level: EscalationLevel, proposedAgency: string): Fact {
  if (level === 3) return { type: 'noted', data: { kind: 'decision_pending', proposedAgency } };
  return { type: 'escalated', data: { level: 3, cause: 'third_hand_over', proposedAgency } };
}

/** An objection starts a new cycle and escalates by one level at once; a second one goes to the command centre. */
function reopening({ state }: Case, reason: Extract<Act, { act: 'reopen' }>['reason']): Fact[] {
  const second = state.cycle > 1;
  const level = second ? 3 : (Math.min(3, state.escalationLevel + 1) as EscalationLevel);
  const reopened: Fact = { type: 'reopened', data: { reason, cycle: state.cycle + 1 } };
  if (level === state.escalationLevel) return [reopened];
  return [reopened, { type: 'escalated', data: { level, cause: second ? 'second_objection' : 'objection' } }];
}

function stamp({ state }: Case, { act, actor, at, requestId }: ActCommand, facts: Fact[]): TimelineEvent[] {
  const inputId = 'inputId' in act ? act.inputId : undefined;
  return facts.map((fact, index) => ({
    ...fact,
    sequence: state.sequence + 1 + index,
    at,
    // What follows from the act itself (an escalation, the closing after a confirmation) is the system's doing.
    actor: index === 0 ? toTimelineActor(actor) : { kind: 'system' as const },
    ...(inputId && index === 0 ? { inputId } : {}),
    ...(requestId ? { requestId } : {}),
  }));
}
