import type { ComplaintState } from './complaint';
import type { EscalationLevel } from './policy';
import type { TimelineEvent } from './timeline';

/** Every message that the service sends about a complaint. */
export const NOTIFICATION_KINDS = [
  'received',
  'assigned',
  'acknowledged',
  'late',
  'escalated',
  'reminder',
  'reassigned_agency',
  'reassigned_reporter',
  'extended',
  'resolved',
  'reopened',
  'rejected_reporter',
  'rejected_supervisor',
  'closed',
  'withdrawn',
  'merged',
  'settled_together',
  'information_requested',
  'information_answered',
  'officer_assigned',
  'nudged',
  'warned',
  'taken_over',
  'shifted',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/**
 * Who is told, before anyone's address is known. `reporters` are the complaint's own, those of complaints merged
 * into it, and its supporters; `reporter` is its own alone. `kept_apart` are those of complaints that were merged into a
 * confidential one: nothing about it is for them, and what they are told is about their own complaint.
 */
export type Audience =
  | { to: 'reporters' }
  | { to: 'reporter' }
  | { to: 'kept_apart' }
  | { to: 'staff'; id: string }
  | { to: 'agency' | 'supervisor' | 'agency_head'; agency: string }
  | { to: 'command_centre' };

export interface PlannedNotification {
  kind: NotificationKind;
  /** Sequence of the event that causes it. */
  sequence: number;
  audience: Audience;
}

/**
 * Who has to be told of events that were decided together. After an outage several checkpoints are told at once:
 * each is on the timeline, and only the highest level gets a notice.
 */
export function notificationsFor(events: TimelineEvent[], before: ComplaintState): PlannedNotification[] {
  const highest = Math.max(0, ...events.map((event) => (event.type === 'escalated' ? event.data.level : 0)));
  let holder = before.agency;
  let acknowledged = before.acknowledgedAt !== null;
  // Missing from the state of a case that was loaded before there were officers.
  const officer = before.officer ?? null;
  let takenOver = before.takenOver ?? false;
  return events.flatMap((event) => {
    if (event.type === 'reassigned') [holder, acknowledged] = [event.data.to, false];
    if (event.type === 'reopened') acknowledged = false;
    if (event.type === 'taken_over') takenOver = true;
    if (event.type === 'reassigned' || event.type === 'reopened') takenOver = false;
    const overtaken = event.type === 'escalated' && event.data.level < highest;
    const repeated = event.type === 'started' && acknowledged;
    if (event.type === 'acknowledged' || event.type === 'started') acknowledged = true;
    if (overtaken || repeated) return [];
    const surroundings = {
      holder,
      officer,
      takenOver,
      level: before.escalationLevel,
      escalates: highest > 0,
    };
    return toldOf(event, surroundings).map(([kind, audience]) => ({
      kind,
      audience,
      sequence: event.sequence,
    }));
  });
}

type Shifted = Extract<TimelineEvent, { type: 'shifted' }>['data'];
type Told = [NotificationKind, Audience];
const REPORTERS: Audience = { to: 'reporters' };

interface Surroundings {
  holder: string;
  /** Member of staff who had it before the event. */
  officer: string | null;
  /** The command centre works it: what goes to whoever does is for its people. */
  takenOver: boolean;
  level: EscalationLevel;
  /** Whether the same decision raised the level, which has its own notice. */
  escalates: boolean;
}

function toldOf(event: TimelineEvent, surroundings: Surroundings): Told[] {
  const { holder, officer, takenOver, level, escalates } = surroundings;
  const agency: Audience = { to: 'agency', agency: holder };
  const worker: Audience = takenOver ? { to: 'command_centre' } : agency;
  switch (event.type) {
    case 'received':
      return [['received', REPORTERS]];
    case 'assigned':
      return [['assigned', agency]];
    case 'acknowledged':
    case 'started':
      return [['acknowledged', REPORTERS]];
    case 'target_missed':
      return [['late', REPORTERS]];
    case 'escalated':
      return [[escalationKind(event.data), takenOver ? worker : peopleOf(event.data.level, holder)]];
    case 'reminded':
      return [['reminder', { to: 'command_centre' }]];
    case 'reassigned':
      return [
        ['reassigned_agency', agency],
        ['reassigned_reporter', REPORTERS],
      ];
    case 'extended':
      return [['extended', REPORTERS]];
    case 'resolved':
      return [['resolved', REPORTERS]];
    case 'reopened':
      return escalates
        ? [['reopened', agency]]
        : [
            ['reopened', agency],
            ['reopened', peopleOf(level, holder)],
          ];
    case 'rejected':
      return [
        ['rejected_reporter', REPORTERS],
        ['rejected_supervisor', { to: 'supervisor', agency: holder }],
      ];
    case 'closed':
      return [
        ['closed', REPORTERS],
        ['settled_together', { to: 'kept_apart' }],
      ];
    case 'withdrawn':
      return [['withdrawn', worker]];
    case 'merged':
      return 'into' in event.data ? [['merged', REPORTERS]] : [];
    case 'noted':
      return event.data.kind === 'decision_pending' ? [['escalated', { to: 'command_centre' }]] : [];
    case 'information_requested':
      return [['information_requested', { to: 'reporter' }]];
    case 'information_answered':
    case 'nudged':
    case 'warned':
      return [[event.type, worker], ...tellOfficer(event, officer)];
    case 'taken_over':
      return [['taken_over', agency], ...tellOfficer(event, officer)];
    case 'shifted':
      return isNews(event.data) ? [['shifted', REPORTERS]] : [];
    case 'officer_assigned':
      return event.data.officer === officer ? [] : tellOfficer(event, event.data.officer);
    case 'confirmed':
      return [];
  }
}

/** Nobody is told of what they have done themselves. */
function tellOfficer(
  {
    type,
    actor,
  }: { type: 'information_answered' | 'nudged' | 'warned' | 'officer_assigned' | 'taken_over' } & Pick<
    TimelineEvent,
    'actor'
  >,
  officer: string | null,
): Told[] {
  return officer === null || actor.ref === officer ? [] : [[type, { to: 'staff', id: officer }]];
}

/** The reporter is told of the promise that moved, once: when it comes back early they only gain by it. */
function isNews({ promisedBy, resolveBy, undone }: Shifted): boolean {
  return !undone && resolveBy !== promisedBy;
}

/** An objection that goes to the supervisor or the head is told as a reopening; the command centre decides on it. */
function escalationKind(data: { level: EscalationLevel; cause: string }): NotificationKind {
  return data.cause === 'objection' && data.level < 3 ? 'reopened' : 'escalated';
}

function peopleOf(level: EscalationLevel, agency: string): Audience {
  if (level === 1) return { to: 'supervisor', agency };
  if (level === 2) return { to: 'agency_head', agency };
  return level === 3 ? { to: 'command_centre' } : { to: 'agency', agency };
}
