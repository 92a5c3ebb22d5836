import { isOpen, type Status } from '../../domain/statuses';

/** All that the specification tells apart; the rest stands in `status_notes`. */
export const STATUS_NAMES = ['open', 'closed'] as const;
export type StatusName = (typeof STATUS_NAMES)[number];

/** Answered is closed, as long as nobody objects. */
export function statusName(status: Status): StatusName {
  return isOpen(status) ? 'open' : 'closed';
}
