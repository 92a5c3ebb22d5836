import type { ComplaintState } from './complaint';
import type { EscalationLevel } from './policy';
import type { TimelineEvent } from './timeline';
import type { NotificationKind, OncePerOutage } from './notification-kinds';
import { CONDITIONS, NOTIFICATION_RULES, type RuleInput, type RecipientRole } from './notification-rules';

/**
 * Who is notified, before their address is known. `kept_apart` are reporters of complaints that were merged into a
 * confidential one: they are told about their own complaint, and nothing about the survivor.
 */
export type Audience =
  | { to: 'reporter' | 'merged_reporters' | 'supporters' | 'kept_apart' }
  | { to: 'staff'; id: string }
  | { to: 'agency' | 'supervisor' | 'agency_head'; agency: string }
  | { to: 'command_centre' };

export interface PlannedNotification {
  kind: NotificationKind | OncePerOutage;
  /** Sequence of the event that causes it. */
  sequence: number;
  audience: Audience;
}

/**
 * Who has to be notified of events that were decided together, by the table in `notification-rules`. After an
 * outage several checkpoints may be missed at once: each is on the timeline, but only the highest level is
 * notified.
 */
export function notificationsFor(events: TimelineEvent[], before: ComplaintState): PlannedNotification[] {
  const highest = Math.max(0, ...events.map((event) => (event.type === 'escalated' ? event.data.level : 0)));
  let standing = standingOf(before);
  return events.flatMap((event) => {
    const wasTakenOver = standing.takenOver;
    standing = reached(standing, event);
    const planned = plannedFor({ ...standing, wasTakenOver, event, highest });
    if (event.type === 'acknowledged' || event.type === 'started')
      standing = { ...standing, acknowledged: true };
    return planned;
  });
}

/** The case's state as notifications need it. */
type Standing = Omit<RuleInput, 'event' | 'highest' | 'wasTakenOver'> & { holder: string };

function standingOf(before: ComplaintState): Standing {
  return {
    holder: before.agency,
    level: before.escalationLevel,
    acknowledged: before.acknowledgedAt !== null,
    published: before.published,
    // Missing in the state of a case that was loaded before officers or take-overs existed.
    officer: before.officer ?? null,
    takenOver: before.takenOver ?? false,
  };
}

/** A hand-over notifies the new holder, and an objection the agency that starts over. */
function reached(standing: Standing, event: TimelineEvent): Standing {
  switch (event.type) {
    case 'reassigned':
      return { ...standing, holder: event.data.to, acknowledged: false, takenOver: false };
    case 'reopened':
      return { ...standing, acknowledged: false, takenOver: false };
    case 'taken_over':
      return { ...standing, takenOver: true };
    default:
      return standing;
  }
}

function plannedFor(on: Standing & RuleInput): PlannedNotification[] {
  const { event } = on;
  return NOTIFICATION_RULES.flatMap(({ on: type, tell, kind, when = [] }) => {
    if (type !== event.type || !when.every((name) => CONDITIONS[name](on, tell))) return [];
    const audience = audienceOf(tell, on);
    return audience ? [{ kind, sequence: event.sequence, audience }] : [];
  });
}

function audienceOf(
  role: RecipientRole,
  { event, holder, officer, level, takenOver }: Standing & RuleInput,
): Audience | null {
  switch (role) {
    case 'officer':
      return officer === null ? null : { to: 'staff', id: officer };
    case 'new_officer':
      return event.type === 'officer_assigned' && event.data.officer !== null
        ? { to: 'staff', id: event.data.officer }
        : null;
    case 'agency':
    case 'supervisor':
      return { to: role, agency: holder };
    case 'former_agency':
      return { to: 'agency', agency: formerHolder(event, holder) };
    case 'former_level':
      return peopleOf(level, formerHolder(event, holder));
    case 'worker':
      return takenOver ? { to: 'command_centre' } : { to: 'agency', agency: holder };
    case 'level':
      if (takenOver) return { to: 'command_centre' };
      return peopleOf(event.type === 'escalated' ? event.data.level : level, holder);
    default:
      return { to: role };
  }
}

function formerHolder(event: TimelineEvent, holder: string): string {
  return event.type === 'reassigned' ? event.data.from : holder;
}

function peopleOf(level: EscalationLevel, agency: string): Audience {
  if (level === 1) return { to: 'supervisor', agency };
  if (level === 2) return { to: 'agency_head', agency };
  return level === 3 ? { to: 'command_centre' } : { to: 'agency', agency };
}
