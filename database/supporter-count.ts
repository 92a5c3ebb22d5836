/**
 * SQL for how many have said "me too" of a complaint. Whoever filed it is none of them, once their address is known to
 * be theirs; before, nobody could try out by the count whose address the reporter has.
 */
export function supporterCount(complaintId: string): string {
  return `(SELECT count(*)::int FROM supporters s WHERE s.complaint_id = ${complaintId}
    AND (s.email_confirmed_at IS NULL OR NOT EXISTS (
      SELECT 1 FROM reporters r WHERE r.complaint_id = s.complaint_id AND lower(r.email) = lower(s.email))))`;
}
