import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { mailboxHash } from './notification-budget';

/** Whose address the link confirms. */
type Confirming =
  | { person: 'supporter'; id: string }
  /** `generation`: of the link; if the address has been corrected since, the link was for the earlier one. */
  | { person: 'reporter'; complaintId: string; generation: number };

// Whoever opens the link holds the mailbox, which also proves that the browser that gave the address is theirs.
// Mails to the address no longer count against its budget; mails to another address that was there before still
// do. Waits for a correction at the same instant.
const confirm = (theirs: string) => `
  WITH theirs AS (${theirs}), reporters_confirmed AS (
    UPDATE reporters r SET email_confirmed_at = coalesce(r.email_confirmed_at, now()) FROM theirs
    WHERE r.erased_at IS NULL AND (r.known_by = theirs.known_by
      OR (r.complaint_id = theirs.reporter AND r.token_generation = theirs.generation))
    RETURNING 'reporter:' || r.complaint_id AS recipient, r.email
  ), supporters_confirmed AS (
    UPDATE supporters s SET email_confirmed_at = coalesce(s.email_confirmed_at, now()) FROM theirs
    WHERE s.id = theirs.supporter OR s.known_by = theirs.known_by
    RETURNING 'supporter:' || s.id AS recipient, s.email
  ), confirmed AS (
    SELECT recipient, email FROM reporters_confirmed UNION ALL SELECT recipient, email FROM supporters_confirmed
  ), freed AS (
    UPDATE notifications n SET budgeted_for = NULL FROM confirmed
    WHERE n.recipient = confirmed.recipient AND n.budgeted_at IS NOT NULL
      AND n.budgeted_for = ${mailboxHash('confirmed.email')}
  )
  SELECT recipient FROM confirmed JOIN theirs USING (recipient)`;

const REPORTER = confirm(`
  SELECT 'reporter:' || complaint_id AS recipient, complaint_id AS reporter, token_generation AS generation,
    NULL::uuid AS supporter, known_by
  FROM reporters WHERE complaint_id = $1 AND token_generation = $2 AND erased_at IS NULL`);

const SUPPORTER = confirm(`
  SELECT 'supporter:' || id AS recipient, NULL::uuid AS reporter, NULL::integer AS generation, id AS supporter, known_by
  FROM supporters WHERE id = $1`);

/** @returns false when the reporter or supporter does not exist, no longer does, or has another address by now */
export async function confirmAddress(db: Database, confirming: Confirming): Promise<boolean> {
  const rows =
    confirming.person === 'reporter'
      ? await selectRows(db, { sql: REPORTER, bind: [confirming.complaintId, confirming.generation] })
      : await selectRows(db, { sql: SUPPORTER, bind: [confirming.id] });
  return rows.length > 0;
}
