import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { mailboxHash } from './notification-budget';

/** Of whom a link came. */
type Confirming =
  | { person: 'supporter'; id: string }
  /** `generation`: of the link; it is for the address of before when that has been corrected since. */
  | { person: 'reporter'; complaintId: string; generation: number };

// Whoever holds the mailbox has said of a browser that it is theirs. What the address got before does not count against
// it any more; what another one got that stood there before does. A correction at the same instant is waited for.
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

/** @returns false when there is nobody (any more) whose address it is */
export async function confirmAddress(db: Database, confirming: Confirming): Promise<boolean> {
  const rows =
    confirming.person === 'reporter'
      ? await selectRows(db, { sql: REPORTER, bind: [confirming.complaintId, confirming.generation] })
      : await selectRows(db, { sql: SUPPORTER, bind: [confirming.id] });
  return rows.length > 0;
}
