import type { Act, ToldBy } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { apply } from '../../domain/apply';
import { receive } from '../../domain/receive';
import { assign } from '../../domain/assignment';
import type { Case } from '../../domain/complaint';
import { decide, type ActCommand } from '../../domain/decide';
import { hoursAfter, type Instant } from '../../domain/instant';
import { notificationsFor, type PlannedNotification } from '../../domain/notifications';
import type { Policy } from '../../domain/policy';
import type { RefusalCode } from '../../domain/refusal';
import { settle } from '../../domain/settle';
import type { EventType, TimelineEvent } from '../../domain/timeline';
import { policy as defaultPolicy } from './policy';

export const RECEIVED_AT: Instant = Date.UTC(2026, 10, 24, 7, 5);
export const COMPLAINT_ID = '01936000-0000-7000-8000-000000000001';

export const officer: Actor = { kind: 'officer', agency: 'pupr', ref: 'key-1' };
export const supervisor: Actor = { kind: 'supervisor', agency: 'pupr' };
export const commandCentre: Actor = { kind: 'command_centre' };
export const reporter: Actor = { kind: 'reporter', complaintId: COMPLAINT_ID };

const OTHERS: readonly string[] = ['merged_reporters', 'supporters', 'kept_apart'];

function toStaffAndReporter(notifications: readonly PlannedNotification[]): PlannedNotification[] {
  return notifications.filter(({ audience }) => !OTHERS.includes(audience.to));
}

/** Takes a complaint through its life by the rules alone, with hours counted from its receipt. */
export function caseOnPaper({
  targetHours = 72,
  questionHoldHours,
  warnings,
  untoldWindowHours,
}: { targetHours?: number } & Pick<Policy, 'questionHoldHours' | 'warnings' | 'untoldWindowHours'> = {}) {
  const policy = { ...defaultPolicy, questionHoldHours, warnings, untoldWindowHours };
  const events: TimelineEvent[] = [];
  const notifications: PlannedNotification[] = [];
  let lastNotifications: PlannedNotification[] = [];
  const data = { category: 'jalan', agency: 'pupr', targetHours, policyVersion: policy.version };
  let current: Case = { policy, state: receive({ id: COMPLAINT_ID, at: RECEIVED_AT, data, policy }) };
  events.push({ type: 'received', data, sequence: 1, at: RECEIVED_AT, actor: { kind: 'reporter' } });

  function take(batch: TimelineEvent[]): void {
    lastNotifications = notificationsFor(batch, current.state);
    notifications.push(...lastNotifications);
    events.push(...batch);
    current = batch.reduce((at, event) => ({ ...at, state: apply(at, event) }), current);
  }

  function execute(command: ActCommand): RefusalCode | null {
    const decision = decide(current, command);
    if ('refusal' in decision) return decision.refusal.code;
    take(decision.events);
    return null;
  }

  const paper = {
    events,
    notifications,
    current: () => current,
    state: () => current.state,
    types: (): EventType[] => events.map(({ type }) => type),
    /** For each warning: the checkpoint, and in hours after receipt when the warning was due and the deadline. */
    warnings: () =>
      events.flatMap((event) => {
        const hours = (at: Instant) => (at - RECEIVED_AT) / 3_600_000;
        if (event.type !== 'warned') return [];
        return [[event.data.checkpointHours, hours(event.dueAt ?? NaN), hours(event.data.dueBy)]];
      }),
    /** The levels in the order in which the case reached them. */
    escalationLevels: () => events.flatMap((event) => (event.type === 'escalated' ? [event.data.level] : [])),
    /** Kinds of the notifications to staff and the complaint's own reporter. */
    notificationKinds: () => toStaffAndReporter(notifications).map(({ kind }) => kind),
    /** The notifications to them from the last step. */
    lastNotifications: () => toStaffAndReporter(lastNotifications),
    /** Moves the clock to `hours` (and `ms`) after receipt and settles what is due. */
    timePasses(hours: number, ms = 1) {
      take(settle(current, hoursAfter(RECEIVED_AT, hours) + ms));
      return paper;
    },
    /** @returns null when the act counted */
    act: (hours: number, act: Act, actor: Actor = officer, ms = 0): RefusalCode | null =>
      execute({ act, actor, at: hoursAfter(RECEIVED_AT, hours) + ms }),
    /** The system's word about the standing answer. */
    tell: (hours: number, by: ToldBy, ms = 0): RefusalCode | null => {
      const act = { act: 'tell' as const, by, answer: current.state.answerSequence ?? 0 };
      return execute({ act, actor: { kind: 'system' }, at: hoursAfter(RECEIVED_AT, hours) + ms });
    },
    /** The reporter withdraws while so many others support the complaint. */
    leave: (hours: number, others = 1): RefusalCode | null =>
      execute({ act: { act: 'withdraw' }, actor: reporter, at: hoursAfter(RECEIVED_AT, hours), others }),
  };
  take(assign(current, RECEIVED_AT + 1000));
  return paper;
}
