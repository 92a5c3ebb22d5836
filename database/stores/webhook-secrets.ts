import { randomBytes } from 'node:crypto';
import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import type { SealedSecret, SecretBox } from './secret-box';

interface SecretDeps {
  db: Database;
  box: SecretBox;
  transaction?: Transaction;
}

/** Within the 24 to 64 bytes that Standard Webhooks asks for. */
const SECRET_BYTES = 32;

/** Adds the secret of an endpoint that has no current one. @returns it as `whsec_…` */
export async function addSecret({ db, box, transaction }: SecretDeps, endpointId: string): Promise<string> {
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  const { kid, sealed } = box.seal(secret, endpointId);
  await selectRows(db, {
    sql: 'INSERT INTO webhook_secrets (id, endpoint_id, kid, sealed) VALUES ($1, $2, $3, $4) RETURNING id',
    bind: [uuidv7(), endpointId, kid, sealed],
    transaction,
  });
  return secret;
}

const RETIRE = `
  WITH over AS (DELETE FROM webhook_secrets WHERE endpoint_id = $1 AND signs_until <= now())
  UPDATE webhook_secrets SET signs_until = now() + interval '24 hours' WHERE endpoint_id = $1 AND signs_until IS NULL
  RETURNING floor(extract(epoch FROM signs_until) * 1000)::float8 AS until`;

/** Adds a new secret beside the old one, which also signs for another 24 hours. */
export async function replaceSecret(
  deps: SecretDeps,
  endpointId: string,
): Promise<{ secret: string; previousSecretUntil: Instant }> {
  const { db, transaction } = deps;
  const [retired] = await selectRows<{ until: Instant }>(db, {
    sql: RETIRE,
    bind: [endpointId],
    transaction,
  });
  if (!retired) throw new RangeError('an endpoint without a secret');
  return { secret: await addSecret(deps, endpointId), previousSecretUntil: retired.until };
}

type SecretRow = SealedSecret & { id: string };

/**
 * The secrets that sign now, newest first; those that cannot be opened are left out. Secrets sealed with an older
 * master secret are sealed again with the newest, so that the older one can be dropped.
 */
export async function signingSecrets({ db, box }: SecretDeps, endpointId: string): Promise<string[]> {
  const rows = await selectRows<SecretRow>(db, {
    sql: `SELECT id, kid, sealed FROM webhook_secrets
      WHERE endpoint_id = $1 AND (signs_until IS NULL OR signs_until > now()) ORDER BY created_at DESC`,
    bind: [endpointId],
  });
  const secrets: string[] = [];
  for (const row of rows) {
    const secret = box.open(row, endpointId);
    if (secret === null) continue;
    secrets.push(secret);
    if (row.kid !== box.newestKid) await sealAnew(db, row.id, box.seal(secret, endpointId));
  }
  return secrets;
}

async function sealAnew(db: Database, id: string, { kid, sealed }: SealedSecret): Promise<void> {
  const sql = 'UPDATE webhook_secrets SET kid = $2, sealed = $3 WHERE id = $1 RETURNING id';
  await selectRows(db, { sql, bind: [id, kid, sealed] });
}
