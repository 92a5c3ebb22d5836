import type { EventType } from '../../domain/timeline';
import type { PublishedUpdate } from '../../database/readers/published-updates';

/** The statuses of mySociety's extension that we support, in its spelling. */
export const UPDATE_STATUSES = [
  'OPEN',
  'INVESTIGATING',
  'IN_PROGRESS',
  'FIXED',
  'CLOSED',
  'DUPLICATE',
  'NOT_COUNCILS_RESPONSIBILITY',
  'REOPEN',
] as const;
export type UpdateStatus = (typeof UPDATE_STATUSES)[number];

/** The status of a complaint after a step. */
export function statusAfter({ event, before }: Pick<PublishedUpdate, 'event' | 'before'>): UpdateStatus {
  switch (event.type) {
    case 'noted':
      return statusOfStep(before ?? 'received');
    case 'rejected':
      return event.data.reason === 'not_city_matter' ? 'NOT_COUNCILS_RESPONSIBILITY' : 'CLOSED';
    case 'closed':
      return event.data.outcome === 'resolved' ? 'FIXED' : 'CLOSED';
    default:
      return statusOfStep(event.type);
  }
}

// A reopened complaint is OPEN: REOPEN is what a client requests.
function statusOfStep(type: EventType): UpdateStatus {
  switch (type) {
    case 'acknowledged':
      return 'INVESTIGATING';
    case 'started':
      return 'IN_PROGRESS';
    case 'resolved':
      return 'FIXED';
    case 'rejected':
    case 'withdrawn':
      return 'CLOSED';
    case 'merged':
      return 'DUPLICATE';
    default:
      return 'OPEN';
  }
}
