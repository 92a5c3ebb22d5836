import { apply } from './apply';
import { assign } from './assignment';
import type { Case } from './complaint';
import type { Instant } from './instant';
import { notificationsFor, type PlannedNotification } from './notifications';
import { settle } from './settle';
import type { TimelineEvent } from './timeline';

/** A case that is being advanced: its state, and what has been added since it was loaded. */
export interface OpenCase {
  case: Case;
  /** New events, not stored yet, in order. */
  events: TimelineEvent[];
  /** The notifications that these events cause. */
  notifications: PlannedNotification[];
  /** Time of the last event; no later event gets an earlier time. */
  lastAt: Instant;
  /** Ids of the requests that are already on the timeline. */
  requestIds: ReadonlySet<string>;
  /** How far a developer has moved its clock forward, in milliseconds; 0 in production. */
  clockOffsetMs: number;
  /** The reporter's choice at filing. No event changes it, so it is not on the timeline. */
  confidential: boolean;
}

/** Opens a stored case. @param stored `timeline` begins with the receipt */
export function openCase(stored: {
  case: Case;
  timeline: readonly TimelineEvent[];
  clockOffsetMs: number;
  confidential: boolean;
}): OpenCase {
  const { timeline, clockOffsetMs, confidential } = stored;
  return {
    case: stored.case,
    events: [],
    notifications: [],
    lastAt: timeline.at(-1)?.at ?? stored.case.state.receivedAt,
    requestIds: new Set(timeline.flatMap(({ requestId }) => (requestId === undefined ? [] : [requestId]))),
    clockOffsetMs,
    confidential,
  };
}

/** Adds events that were decided together. */
export function withEvents(open: OpenCase, events: TimelineEvent[]): OpenCase {
  const last = events.at(-1);
  if (!last) return open;
  const isGapless = events.every(({ sequence }, index) => sequence === open.case.state.sequence + 1 + index);
  if (!isGapless) throw new RangeError('events leave a gap on the timeline');
  const { policy } = open.case;
  const state = events.reduce((before, event) => apply({ state: before, policy }, event), open.case.state);
  const requests = events.flatMap(({ requestId }) => (requestId === undefined ? [] : [requestId]));
  return {
    ...open,
    case: { state, policy },
    events: [...open.events, ...events],
    notifications: [...open.notifications, ...notificationsFor(events, open.case.state)],
    lastAt: last.at,
    requestIds: requests.length > 0 ? new Set([...open.requestIds, ...requests]) : open.requestIds,
  };
}

/**
 * The case at `at`: assigned to its agency if it was not yet, and with every deadline settled that has passed by
 * then.
 */
export function broughtUpTo(open: OpenCase, at: Instant): OpenCase {
  const now = notBefore(open, at);
  const { status } = open.case.state;
  return withEvents(open, status === 'submitted' ? assign(open.case, now) : settle(open.case, now));
}

/** Keeps the timeline in order when a clock was set back or another machine's clock is behind. */
export function notBefore({ lastAt }: OpenCase, at: Instant): Instant {
  return Math.max(at, lastAt);
}
