import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import { isAgencyRole, type Role } from '../../domain/actor';
import type { Instant } from '../../domain/instant';
import type { KeyScope } from '../../domain/key-scopes';
import type { Database } from '../connection';
import { toDateOrNull } from '../instants';
import { selectRows } from '../select-rows';
import { newSecret, type NewSecret } from './api-key-secret';
import { CHANNELS } from './notify';

export interface NewApiKey {
  role: Role;
  agency: string | null;
  label: string;
  scopes: readonly KeyScope[];
  channel: string | null;
  expiresAt: Instant | null;
}

interface KeyChange {
  db: Database;
  transaction: Transaction;
  /** Who changes it, for the audit: `staff:<id>`, `key:<id>` or `cli`. */
  by: string;
}

/** @throws RangeError when agency, scopes or channel do not fit the role */
export async function addKey(change: KeyChange, input: NewApiKey): Promise<{ id: string; key: string }> {
  checkKey(input);
  const { db, transaction } = change;
  const { role, agency, label, scopes, channel, expiresAt } = input;
  const row = { ...{ id: uuidv7(), role, agency, label, channel }, scopes: [...scopes] };
  const stored = { ...row, expiresAt: toDateOrNull(expiresAt) };
  await db.models.ApiKey.create(stored, {
    fields: Object.keys(stored) as (keyof typeof stored)[],
    returning: false,
    transaction,
  });
  const { key, prefix } = await addSecret(change, row.id);
  const data = { role, agency, scopes, channel, prefix, ...(expiresAt === null ? {} : { expiresAt }) };
  await auditKey(change, { id: row.id, action: 'key_created', data });
  return { id: row.id, key };
}

export interface KeyRotation {
  id: string;
  /** How long earlier secrets still work, but at most until the key would have expired. */
  overlapMs: number;
  /** The key's new expiry, null for never; unchanged if absent. It makes an expired key valid again. */
  expiresAt?: Instant | null;
}

/** Null for a key that is revoked, or that would have expired. */
export async function rotateKey(change: KeyChange, rotation: KeyRotation): Promise<{ key: string } | null> {
  const { id, overlapMs, expiresAt } = rotation;
  const { db, transaction } = change;
  const row = await db.models.ApiKey.findByPk(id, { lock: true, transaction });
  const ends = expiresAt === undefined ? (row?.expiresAt ?? null) : toDateOrNull(expiresAt);
  if (!row || row.revokedAt !== null || (ends !== null && ends.getTime() <= Date.now())) return null;
  await selectRows(db, {
    sql: `UPDATE api_key_secrets
      SET ends_at = least(ends_at, $3::timestamptz, now() + $2 * interval '1 millisecond')
      WHERE key_id = $1 AND (ends_at IS NULL OR ends_at > now())`,
    bind: [id, overlapMs, row.expiresAt],
    transaction,
  });
  await row.update({ expiresAt: ends }, { transaction });
  const { key, prefix } = await addSecret(change, id);
  await wakeStreams(change);
  const data = { prefix, overlapMs, ...(expiresAt === undefined ? {} : { expiresAt }) };
  await auditKey(change, { id, action: 'key_rotated', data });
  return { key };
}

/** False when the key does not exist or is already revoked. */
export async function revokeKey(change: KeyChange, id: string): Promise<boolean> {
  const { db, transaction } = change;
  const [count] = await db.models.ApiKey.update(
    { revokedAt: new Date() },
    { where: { id, revokedAt: null }, transaction },
  );
  if (count === 0) return false;
  await wakeStreams(change);
  await auditKey(change, { id, action: 'key_revoked' });
  return true;
}

/** Makes open streams of the feed check at once whether they may go on. */
async function wakeStreams({ db, transaction }: KeyChange): Promise<void> {
  await selectRows(db, { sql: "SELECT pg_notify($1, '')", bind: [CHANNELS.feed], transaction });
}

function checkKey({ role, agency, scopes, channel }: NewApiKey): void {
  if (isAgencyRole(role) !== (agency !== null)) {
    throw new RangeError(`the role ${role} ${agency === null ? 'needs an agency' : 'belongs to no agency'}`);
  }
  if (role !== 'application' && (scopes.length > 0 || channel !== null)) {
    throw new RangeError(`the role ${role} has neither scopes nor a channel`);
  }
}

async function addSecret({ db, transaction }: KeyChange, keyId: string): Promise<NewSecret> {
  const secret = newSecret();
  const row = { id: uuidv7(), keyId, prefix: secret.prefix, hash: secret.hash };
  await db.models.ApiKeySecret.create(row, {
    fields: ['id', 'keyId', 'prefix', 'hash'],
    returning: false,
    transaction,
  });
  return secret;
}

/** Records what was done to which key, never its secret. */
async function auditKey(
  { db, transaction, by }: KeyChange,
  { id, action, data = {} }: { id: string; action: string; data?: Record<string, unknown> },
): Promise<void> {
  await db.models.AuditEntry.create(
    { actor: by, action, subject: `key:${id}`, data },
    { fields: ['actor', 'action', 'subject', 'data'], returning: false, transaction },
  );
}
