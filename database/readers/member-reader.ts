import type { MailMember } from '../../mail/mail-material';
import type { Database } from '../connection';
import { isUuid } from '../is-uuid';
import { selectRows } from '../select-rows';

const MEMBER = `
  SELECT id, name, email, language, role, agency, deactivated_at IS NULL AS active FROM staff WHERE id = $1`;

/** A member of staff as mails need them; null for an id that the list does not have. */
export async function readMember(db: Database, id: string): Promise<MailMember | null> {
  if (!isUuid(id)) return null;
  const [member] = await selectRows<MailMember>(db, { sql: MEMBER, bind: [id] });
  return member ?? null;
}
