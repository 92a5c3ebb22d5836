import type { ComplaintView } from '../../api/complaints/complaint-schemas';

/**
 * Number of the last event that the viewer may know of, by which a page hears that there is news. What is kept from them
 * is none: they would see by the minute that something happens.
 */
export function lastKnown({ timeline }: Pick<ComplaintView, 'timeline'>): number {
  return timeline.at(-1)?.sequence ?? 0;
}
