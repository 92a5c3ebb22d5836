import type { EventType } from '../../domain/timeline';
import type { PublishedUpdate } from '../../database/readers/published-updates';

/** The statuses of mySociety's extension that we know; theirs, in their writing. */
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

/** In which of them a complaint is after a step. */
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

// A complaint that was opened again is open: REOPEN is what a client asks for.
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
