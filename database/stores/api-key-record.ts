import type { Role } from '../../domain/actor';
import type { Instant } from '../../domain/instant';
import type { KeyScope } from '../../domain/key-scopes';
import { toInstant, toInstantOrNull } from '../instants';
import type { ApiKeyModel } from '../models/define-api-key';
import type { ApiKeySecretModel } from '../models/define-api-key-secret';

/** Who a key stands for. */
export interface KeyHolder {
  id: string;
  role: Role;
  /** Null for roles that belong to no agency. */
  agency: string | null;
  label: string;
  /** Of an application; keys of staff may what their role may. */
  scopes: readonly KeyScope[];
  /** What complaints that it files are said to have come by; null for `api`. */
  channel: string | null;
}

export interface ApiKeyRecord extends KeyHolder {
  /** First letters of the secret that was given out last. */
  prefix: string;
  createdAt: Instant;
  /** When that secret was given out; `createdAt` when the key was never rotated. */
  rotatedAt: Instant;
  /** Exact to the minute. */
  lastUsedAt: Instant | null;
  expiresAt: Instant | null;
  revokedAt: Instant | null;
  /** Secrets before that one which still work, until when. */
  overlapping: { prefix: string; endsAt: Instant }[];
}

/** @throws RangeError for a key without a secret, which is never stored */
export function toApiKeyRecord(
  row: ApiKeyModel,
  secrets: readonly ApiKeySecretModel[],
  now: Instant,
): ApiKeyRecord {
  const { id, role, agency, label, scopes, channel } = row;
  const own = secrets.filter(({ keyId }) => keyId === id);
  const last = own.find(({ endsAt }) => endsAt === null);
  if (!last) throw new RangeError(`the key ${id} has no secret`);
  return {
    ...{ id, role, agency, label, scopes, channel },
    prefix: last.prefix,
    createdAt: toInstant(row.createdAt),
    rotatedAt: toInstant(last.createdAt),
    lastUsedAt: toInstantOrNull(row.lastUsedAt),
    expiresAt: toInstantOrNull(row.expiresAt),
    revokedAt: toInstantOrNull(row.revokedAt),
    overlapping: own.flatMap(({ prefix, endsAt }) =>
      endsAt !== null && endsAt.getTime() > now ? [{ prefix, endsAt: endsAt.getTime() }] : [],
    ),
  };
}
