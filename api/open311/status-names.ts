import { isOpen, type Status } from '../../domain/statuses';

/** The specification knows only these two; details are in `status_notes`. */
export const STATUS_NAMES = ['open', 'closed'] as const;
export type StatusName = (typeof STATUS_NAMES)[number];

/** An answered complaint is closed, as long as nobody objects. */
export function statusName(status: Status): StatusName {
  return isOpen(status) ? 'open' : 'closed';
}
