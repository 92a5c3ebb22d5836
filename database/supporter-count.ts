/**
 * SQL for how many have said "me too". A reporter who supports their own complaint is not counted once they have
 * confirmed the address; leaving them out before that would let anybody find out the reporter's address by trying.
 */
export function supporterCount(complaintId: string): string {
  return `(SELECT count(*)::int FROM supporters s WHERE s.complaint_id = ${complaintId}
    AND (s.email_confirmed_at IS NULL OR NOT EXISTS (
      SELECT 1 FROM reporters r WHERE r.complaint_id = s.complaint_id AND lower(r.email) = lower(s.email))))`;
}
