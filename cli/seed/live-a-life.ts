import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { apply } from '../../domain/apply';
import { assign } from '../../domain/assignment';
import type { Case } from '../../domain/complaint';
import { decide } from '../../domain/decide';
import { hoursAfter, type Instant } from '../../domain/instant';
import type { Policy } from '../../domain/policy';
import { isUntold } from '../../domain/promise';
import { receive } from '../../domain/receive';
import { nextDueBy, settle } from '../../domain/settle';
import type { TimelineEvent } from '../../domain/timeline';
import type { Category } from '../../city/city-pack';
import { inventHabits, type Habits } from './invent-habits';
import type { Random } from './random';

export interface Life {
  current: Case;
  events: TimelineEvent[];
  nextDueBy: Instant | null;
}

interface Beginning {
  id: string;
  receivedAt: Instant;
  category: Category;
  policy: Policy;
}

/** How long a worker takes to record what has come due. */
const AFTER_DUE_MS = 1_000;
const ASSIGNED_AFTER_MS = 700;
/** How long after an answer it is looked at whom to tell of it. */
const LOOKED_AT_AFTER_MS = 2_000;

/**
 * Plays a complaint's life up to `now`: invented habits decide the acts of its agency and reporter, the product's
 * own rules everything else. So the timeline is one that the workflow might have written.
 */
export function liveALife(beginning: Beginning, { now, random }: { now: Instant; random: Random }): Life {
  const life = begin(beginning);
  advance(life, assign(life.current, beginning.receivedAt + ASSIGNED_AFTER_MS));
  const habits = inventHabits(beginning.category.targetHours, random);
  for (const { act, actor, at: plannedAt } of plan(habits, { ...beginning, random })) {
    const at = Math.max(plannedAt, life.events.at(-1)?.at ?? plannedAt);
    if (at > now) break;
    passTime(life, at);
    const decision = decide(life.current, { act, actor: actor(life.current.state.agency), at });
    // An act that the rules refuse did not happen: the case was already closed, or escalated meanwhile.
    if ('events' in decision) advance(life, decision.events);
    if (at + LOOKED_AT_AFTER_MS <= now) findNobodyToTell(life, at + LOOKED_AT_AFTER_MS);
  }
  passTime(life, now);
  return { ...life, nextDueBy: nextDueBy(life.current) };
}

function begin({ id, receivedAt, category, policy }: Beginning): Omit<Life, 'nextDueBy'> {
  const data = {
    category: category.code,
    agency: category.agency,
    targetHours: category.targetHours,
    policyVersion: policy.version,
  };
  const received: TimelineEvent = {
    type: 'received',
    sequence: 1,
    at: receivedAt,
    actor: { kind: 'reporter' },
    data,
  };
  return { current: { state: receive({ id, at: receivedAt, data, policy }), policy }, events: [received] };
}

function advance(life: Omit<Life, 'nextDueBy'>, events: TimelineEvent[]): void {
  for (const event of events) {
    life.current = { ...life.current, state: apply(life.current, event) };
    life.events.push(event);
  }
}

/** Each deadline is recorded right after its own instant, as it is on a system that was never down. */
function passTime(life: Omit<Life, 'nextDueBy'>, until: Instant): void {
  for (;;) {
    const due = nextDueBy(life.current);
    if (due === null || due + AFTER_DUE_MS >= until) return;
    advance(life, settle(life.current, due + AFTER_DUE_MS));
  }
}

/** Invented reporters have no address. */
function findNobodyToTell(life: Omit<Life, 'nextDueBy'>, at: Instant): void {
  const { answerSequence: answer, unreachedAt } = life.current.state;
  if (!isUntold(life.current) || answer === null || unreachedAt !== null) return;
  const act = { act: 'tell', by: 'nobody', answer } as const;
  const decision = decide(life.current, { act, actor: { kind: 'system' }, at });
  if ('events' in decision) advance(life, decision.events);
}

interface PlannedAct {
  at: Instant;
  act: Act;
  actor(agency: string): Actor;
}

function plan(habits: Habits, { id, receivedAt, random }: Beginning & { random: Random }): PlannedAct[] {
  const officer = (agency: string): Actor => ({ kind: 'officer', agency });
  const supervisor = (agency: string): Actor => ({ kind: 'supervisor', agency });
  const reporter = (): Actor => ({ kind: 'reporter', complaintId: id });
  const acts: PlannedAct[] = [];
  const add = (hours: number, actor: PlannedAct['actor'], act: Act) =>
    acts.push({ at: Math.round(hoursAfter(receivedAt, hours)), act, actor });

  if (habits.withdrawnAfter !== null) add(habits.withdrawnAfter, reporter, { act: 'withdraw' });
  add(habits.acknowledgedAfter, officer, { act: 'acknowledge' });
  if (habits.extendedAfter !== null) add(habits.extendedAfter, supervisor, { act: 'extend', hours: 24 });
  add(habits.startedAfter, officer, { act: 'start' });
  add(
    habits.answeredAfter,
    officer,
    habits.isRejected ? { act: 'reject', reason: 'not_city_matter' } : { act: 'resolve' },
  );
  if (habits.objectedAfter !== null) {
    add(habits.objectedAfter, reporter, { act: 'reopen', reason: 'partly' });
    add(habits.objectedAfter + random.between(1, 30), officer, { act: 'acknowledge' });
    add(habits.objectedAfter + random.between(31, 60), officer, { act: 'resolve' });
  }
  if (habits.confirmedAfter !== null) add(habits.confirmedAfter, reporter, { act: 'confirm' });
  return acts.sort((one, other) => one.at - other.at);
}
