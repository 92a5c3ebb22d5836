/**
 * SQL that is true of an event unless it is a merge with a confidential complaint, or the raise that came with one: before
 * the public nothing joins a confidential complaint with another (docs/decisions/0027-merging-and-confidence.md).
 * @param event name of the timeline's row
 */
export function joinsNothingConfidential(event: string): string {
  return `NOT (${event}.type = 'merged' AND ${isConfidential(`coalesce(${event}.data->>'into', ${event}.data->'absorbed'->>0)`)})
    AND NOT (${event}.type = 'escalated' AND ${event}.data->>'cause' = 'merged' AND EXISTS (
      SELECT FROM timeline_events merge WHERE merge.complaint_id = ${event}.complaint_id
        AND merge.sequence = ${event}.sequence - 1 AND merge.type = 'merged'
        AND ${isConfidential("merge.data->'absorbed'->>0")}))`;
}

function isConfidential(id: string): string {
  return `EXISTS (SELECT FROM complaints other WHERE other.id = (${id})::uuid AND other.confidential)`;
}
