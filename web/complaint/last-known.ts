import type { ComplaintView } from '../../api/complaints/complaint-schemas';

/**
 * Number of the last event that the viewer may know of, by which a page notices news. Hidden events do not count:
 * otherwise the viewer would see to the minute that something happens.
 */
export function lastKnown({ timeline }: Pick<ComplaintView, 'timeline'>): number {
  return timeline.at(-1)?.sequence ?? 0;
}
