import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import type { KeyHolder } from './api-key-record';
import { hashOfSecret, isWellFormedKey } from './api-key-secret';

/** By the database's clock, the same for every process. */
const WORKS = `k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
  AND (s.ends_at IS NULL OR s.ends_at > now())`;

type Found = KeyHolder & { isUseDue: boolean };

/** Looked up by hash, so that the time it takes reveals nothing about keys that are nearly right. */
export async function authenticateKey(db: Database, key: string): Promise<KeyHolder | null> {
  if (!isWellFormedKey(key)) return null;
  const [found] = await selectRows<Found>(db, {
    sql: `SELECT k.id, k.role, k.agency, k.label, k.scopes, k.channel,
        coalesce(k.last_used_at < now() - interval '1 minute', TRUE) AS "isUseDue"
      FROM api_key_secrets s JOIN api_keys k ON k.id = s.key_id
      WHERE s.hash = $1 AND ${WORKS}`,
    bind: [hashOfSecret(key)],
  });
  if (!found) return null;
  const { isUseDue, ...holder } = found;
  if (isUseDue) await noteUse(db, holder.id);
  return holder;
}

/** At most once a minute: a busy application must not write a row with each request. */
async function noteUse(db: Database, id: string): Promise<void> {
  await selectRows(db, { sql: 'UPDATE api_keys SET last_used_at = now() WHERE id = $1', bind: [id] });
}

/** Whether this secret still works; does not count as a use of the key. */
export async function isWorking(db: Database, secretId: string): Promise<boolean> {
  const rows = await selectRows(db, {
    sql: `SELECT s.id FROM api_key_secrets s JOIN api_keys k ON k.id = s.key_id WHERE s.id = $1 AND ${WORKS}`,
    bind: [secretId],
  });
  return rows.length > 0;
}
