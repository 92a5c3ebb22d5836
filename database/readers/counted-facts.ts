/**
 * SQL for receipts and resolutions, one row each, with the agency and category that the complaint had at that
 * instant. They come from the timeline, so the figures of a past day never change, whatever happens later
 * (docs/decisions/0036-numbers-count-facts.md).
 * @param period condition on `e.at`
 */
export const countedFacts = (period: string): string => `
  SELECT e.type, e.at, e.complaint_id, holder.agency, kind.category
  FROM timeline_events e
    CROSS JOIN LATERAL (
      SELECT coalesce(h.data->>'to', h.data->>'agency') AS agency FROM timeline_events h
      WHERE h.complaint_id = e.complaint_id AND h.sequence <= e.sequence
        AND h.type IN ('received', 'assigned', 'reassigned')
      ORDER BY h.sequence DESC LIMIT 1) AS holder
    CROSS JOIN LATERAL (
      SELECT h.data->>'category' AS category FROM timeline_events h
      WHERE h.complaint_id = e.complaint_id AND h.sequence <= e.sequence
        AND h.type IN ('received', 'reassigned') AND h.data ? 'category'
      ORDER BY h.sequence DESC LIMIT 1) AS kind
  WHERE e.type IN ('received', 'resolved') AND ${period}`;
