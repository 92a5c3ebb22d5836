export const STATUSES = [
  'submitted',
  'assigned',
  'acknowledged',
  'in_progress',
  'resolved',
  'closed',
  'rejected',
  'withdrawn',
  'duplicate',
] as const;

export type Status = (typeof STATUSES)[number];

/** What the agency answered; kept when the complaint is closed. */
export type Outcome = 'resolved' | 'rejected';

export const OPEN_STATUSES: readonly Status[] = ['submitted', 'assigned', 'acknowledged', 'in_progress'];
export const ANSWERED_STATUSES: readonly Status[] = ['resolved', 'rejected'];
export const FINAL_STATUSES: readonly Status[] = ['closed', 'withdrawn', 'duplicate'];

/** Someone still has to work on it: the checkpoints count. */
export function isOpen(status: Status): boolean {
  return OPEN_STATUSES.includes(status);
}

/** Nothing can happen to it any more. */
export function isFinal(status: Status): boolean {
  return FINAL_STATUSES.includes(status);
}

/** The agency has answered and the reporter may still object. */
export function isAnswered(status: Status): boolean {
  return ANSWERED_STATUSES.includes(status);
}
