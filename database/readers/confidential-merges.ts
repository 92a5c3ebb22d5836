/**
 * SQL condition on an event: false for a merge that involves a confidential complaint, and for the escalation that
 * came with one. The public never learns that a confidential complaint was merged
 * (docs/decisions/0027-merging-and-confidence.md).
 * @param event name of the timeline's row
 */
export function joinsNothingConfidential(event: string): string {
  const other = `coalesce(${event}.data->>'into', ${event}.data->'absorbed'->>0)`;
  return `NOT (${event}.type = 'merged' AND ${isConfidential(other)})
    AND NOT (${event}.type = 'escalated' AND ${event}.data->>'cause' = 'merged' AND coalesce((
      SELECT ${isConfidential("merge.data->'absorbed'->>0")} FROM timeline_events merge
      WHERE merge.complaint_id = ${event}.complaint_id AND merge.sequence = ${event}.sequence - 1
        AND merge.type = 'merged'), FALSE))`;
}

// Not EXISTS, for which the planner would read all confidential complaints at once: merges are rare, and each
// refers to one.
function isConfidential(id: string): string {
  return `coalesce((SELECT other.confidential FROM complaints other WHERE other.id = (${id})::uuid), FALSE)`;
}
