import type { Database } from '../connection';
import { selectRows } from '../select-rows';

interface Confirming {
  person: 'reporter' | 'supporter';
  /** Of the complaint for a reporter. */
  id: string;
}

// Whoever holds the mailbox has said of a browser that it is theirs. What the address got before does not count against
// it any more.
const confirm = (theirs: string) => `
  WITH theirs AS (${theirs}), reporters_confirmed AS (
    UPDATE reporters r SET email_confirmed_at = coalesce(r.email_confirmed_at, now()) FROM theirs
    WHERE r.erased_at IS NULL AND (r.complaint_id = theirs.reporter OR r.known_by = theirs.known_by)
    RETURNING 'reporter:' || r.complaint_id AS recipient
  ), supporters_confirmed AS (
    UPDATE supporters s SET email_confirmed_at = coalesce(s.email_confirmed_at, now()) FROM theirs
    WHERE s.id = theirs.supporter OR s.known_by = theirs.known_by
    RETURNING 'supporter:' || s.id AS recipient
  ), confirmed AS (
    SELECT recipient FROM reporters_confirmed UNION ALL SELECT recipient FROM supporters_confirmed
  ), freed AS (
    UPDATE notifications n SET budgeted_for = NULL FROM confirmed
    WHERE n.recipient = confirmed.recipient AND n.budgeted_at IS NOT NULL
  )
  SELECT reporter FROM theirs`;

const CONFIRM: Record<Confirming['person'], string> = {
  reporter: confirm(`SELECT complaint_id AS reporter, NULL::uuid AS supporter, known_by FROM reporters
    WHERE complaint_id = $1 AND erased_at IS NULL`),
  supporter: confirm(
    `SELECT NULL::uuid AS reporter, id AS supporter, known_by FROM supporters WHERE id = $1`,
  ),
};

/** @returns false when there is nobody (any more) whose address it is */
export async function confirmAddress(db: Database, { person, id }: Confirming): Promise<boolean> {
  return (await selectRows(db, { sql: CONFIRM[person], bind: [id] })).length > 0;
}
