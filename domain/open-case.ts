import { apply } from './apply';
import { assign } from './assignment';
import type { Case } from './complaint';
import type { Instant } from './instant';
import { notificationsFor, type PlannedNotification } from './notifications';
import { settle } from './settle';
import type { TimelineEvent } from './timeline';

/** A case that is being carried forward: how it stands, and what that has added to what is stored. */
export interface OpenCase {
  case: Case;
  /** Not stored yet, in their order. */
  events: TimelineEvent[];
  /** Who has to hear of these events. */
  notifications: PlannedNotification[];
  /** Of the last event: nothing that follows is dated earlier. */
  lastAt: Instant;
  /** Of the requests that the timeline has answered. */
  requestIds: ReadonlySet<string>;
  /** How far a developer has moved its clock on, in milliseconds; 0 in production. */
  clockOffsetMs: number;
  /** The reporter's choice at filing; no event changes it, so the timeline does not tell it. */
  confidential: boolean;
}

/** A case as it is stored. @param stored `timeline` begins with the receipt */
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

/** Takes in events that were decided together. */
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

/** The case at `at`: sent to its agency if it was not yet, and with every deadline told that is over by then. */
export function broughtUpTo(open: OpenCase, at: Instant): OpenCase {
  const now = notBefore(open, at);
  const { status } = open.case.state;
  return withEvents(open, status === 'submitted' ? assign(open.case, now) : settle(open.case, now));
}

/** A clock that was set back, or another machine's, does not turn a timeline around. */
export function notBefore({ lastAt }: OpenCase, at: Instant): Instant {
  return Math.max(at, lastAt);
}
