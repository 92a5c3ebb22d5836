import type { Transaction } from 'sequelize';
import { KEY_SCOPES, type KeyScope } from '../../domain/key-scopes';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { isUuid } from '../is-uuid';
import { addKey, revokeKey, rotateKey, type KeyRotation, type NewApiKey } from './api-key-changes';
import { toApiKeyRecord, type ApiKeyRecord, type KeyHolder } from './api-key-record';
import { hashOfSecret } from './api-key-secret';
import { authenticateKey, isWorking } from './api-key-use';
import type { Author } from './staff-change';

export type { ApiKeyRecord, KeyHolder } from './api-key-record';

export interface ApiKeyRequest extends Pick<NewApiKey, 'role' | 'agency' | 'label'> {
  /** Defaults to all scopes for an application. */
  scopes?: readonly KeyScope[];
  channel?: string | null;
  expiresAt?: Instant | null;
}

/** Each change writes an audit entry. */
export interface ApiKeyStore {
  /**
   * Returns the key itself, for the only time.
   * @throws RangeError when agency, scopes or channel do not fit the role
   */
  create(input: ApiKeyRequest, author: Author): Promise<{ id: string; key: string }>;
  /**
   * Adds a new secret and returns it, for the only time. Null for a key that is revoked, or that would have
   * expired.
   */
  rotate(rotation: KeyRotation, author: Author): Promise<{ id: string; key: string } | null>;
  /** Null for a key that is unknown, revoked or expired, or whose overlap after a rotation is over. */
  authenticate(key: string): Promise<KeyHolder | null>;
  /**
   * The key that a secret belongs or belonged to, and whether the secret still works; does not count as a use of
   * the key.
   */
  ownerOf(key: string): Promise<{ owner: ApiKeyRecord; works: boolean } | null>;
  find(id: string): Promise<ApiKeyRecord | null>;
  list(): Promise<ApiKeyRecord[]>;
  /** Ends all its secrets at once. False when the key does not exist or is already revoked. */
  revoke(id: string, author: Author): Promise<boolean>;
}

export function createApiKeyStore({ db }: { db: Database }): ApiKeyStore {
  const { ApiKey, ApiKeySecret } = db.models;
  const changing = <Result>(
    { by }: Author,
    work: (change: { db: Database; transaction: Transaction; by: string }) => Promise<Result>,
  ) => db.sequelize.transaction((transaction) => work({ db, transaction, by }));

  async function find(id: string): Promise<ApiKeyRecord | null> {
    const row = isUuid(id) ? await ApiKey.findByPk(id) : null;
    return row && toApiKeyRecord(row, await ApiKeySecret.findAll({ where: { keyId: id } }), Date.now());
  }

  return {
    create: ({ role, scopes, channel = null, expiresAt = null, ...input }, author) =>
      changing(author, (change) =>
        addKey(change, {
          ...{ ...input, role, channel, expiresAt },
          scopes: scopes ?? (role === 'application' ? KEY_SCOPES : []),
        }),
      ),
    async rotate(rotation, author) {
      const { id } = rotation;
      const rotated = isUuid(id) ? await changing(author, (change) => rotateKey(change, rotation)) : null;
      return rotated && { id, key: rotated.key };
    },
    authenticate: (key) => authenticateKey(db, key),
    async ownerOf(key) {
      const secret = await ApiKeySecret.findOne({ where: { hash: hashOfSecret(key) } });
      const owner = secret && (await find(secret.keyId));
      if (!owner) return null;
      return { owner, works: await isWorking(db, secret.id) };
    },
    find,
    async list() {
      // The keys first: a key that was added between the two reads would have no secret.
      const rows = await ApiKey.findAll({ order: [['createdAt', 'ASC']] });
      const secrets = await ApiKeySecret.findAll({ order: [['createdAt', 'ASC']] });
      const now = Date.now();
      return rows.map((row) => toApiKeyRecord(row, secrets, now));
    },
    revoke: async (id, author) => isUuid(id) && changing(author, (change) => revokeKey(change, id)),
  };
}
