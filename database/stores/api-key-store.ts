import { createHash, randomInt } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { isAgencyRole, type Role } from '../../domain/actor';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { toInstant, toInstantOrNull } from '../instants';
import type { ApiKeyModel } from '../models/define-api-key';

/** Who a key stands for. */
export interface KeyHolder {
  id: string;
  role: Role;
  /** Null for roles that belong to no agency. */
  agency: string | null;
  label: string;
}

export interface ApiKeyRecord extends KeyHolder {
  /** The key's first letters, to recognise it by. */
  prefix: string;
  createdAt: Instant;
  /** Exact to the minute. */
  lastUsedAt: Instant | null;
  revokedAt: Instant | null;
}

export interface ApiKeyStore {
  /**
   * The key itself is told here and never again.
   * @throws RangeError when the role needs an agency and has none, or the other way round
   */
  create(input: { role: Role; agency: string | null; label: string }): Promise<{ id: string; key: string }>;
  /** Null for a key that is unknown or revoked. */
  authenticate(key: string): Promise<KeyHolder | null>;
  list(): Promise<ApiKeyRecord[]>;
  /** False when there is no such key that still works. */
  revoke(id: string): Promise<boolean>;
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 43 letters hold 256 bits. */
const KEY_LETTERS = 43;
const PREFIX_LENGTH = 'sk_'.length + 6;
const USE_NOTED_EVERY_MS = 60_000;

export function createApiKeyStore({ db }: { db: Database }): ApiKeyStore {
  const { ApiKey } = db.models;
  return {
    async create({ role, agency, label }) {
      if (isAgencyRole(role) !== (agency !== null)) {
        throw new RangeError(
          `the role ${role} ${agency === null ? 'needs an agency' : 'belongs to no agency'}`,
        );
      }
      const key = newKey();
      const row = {
        id: uuidv7(),
        role,
        agency,
        label,
        prefix: key.slice(0, PREFIX_LENGTH),
        hash: hashOf(key),
      };
      await ApiKey.create(row, { fields: Object.keys(row) as (keyof typeof row)[], returning: false });
      return { id: row.id, key };
    },
    authenticate: (key) => authenticate(db, key),
    async list() {
      return (await ApiKey.findAll({ order: [['createdAt', 'ASC']] })).map(toApiKeyRecord);
    },
    async revoke(id) {
      const [count] = await ApiKey.update({ revokedAt: new Date() }, { where: { id, revokedAt: null } });
      return count > 0;
    },
  };
}

/** Looked up by its hash, so that how long it takes tells nothing about keys that are nearly right. */
async function authenticate(db: Database, key: string): Promise<KeyHolder | null> {
  const { ApiKey } = db.models;
  const found = await ApiKey.findOne({ where: { hash: hashOf(key), revokedAt: null } });
  if (!found) return null;
  await noteUse(found);
  const { id, role, agency, label } = found;
  return { id, role, agency, label };
}

/** Once a minute at most: a busy application must not write a row with each request. */
async function noteUse(found: ApiKeyModel): Promise<void> {
  const now = Date.now();
  if (found.lastUsedAt !== null && now - found.lastUsedAt.getTime() < USE_NOTED_EVERY_MS) return;
  await found.update({ lastUsedAt: new Date(now) });
}

function newKey(): string {
  const letters = Array.from({ length: KEY_LETTERS }, () => BASE62[randomInt(BASE62.length)]);
  return `sk_${letters.join('')}`;
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function toApiKeyRecord(row: ApiKeyModel): ApiKeyRecord {
  const { id, role, agency, label, prefix } = row;
  return {
    ...{ id, role, agency, label, prefix },
    createdAt: toInstant(row.createdAt),
    lastUsedAt: toInstantOrNull(row.lastUsedAt),
    revokedAt: toInstantOrNull(row.revokedAt),
  };
}
