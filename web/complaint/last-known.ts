import type { ShownComplaint } from './shown-complaint';

/**
 * Number of the last event, by which a page hears that there is news. To the public a confidential complaint is as old
 * as the last event that it may know of: what staff do meanwhile would otherwise be seen by the minute.
 */
export function lastKnown({ complaint, view }: Pick<ShownComplaint, 'complaint' | 'view'>): number {
  const isWithheld = view.agency === undefined;
  return isWithheld ? (view.timeline.at(-1)?.sequence ?? 0) : complaint.sequence;
}
