import type { Role } from '../../domain/actor';
import type { Instant } from '../../domain/instant';
import type { KeyScope } from '../../domain/key-scopes';
import { toInstant, toInstantOrNull } from '../instants';
import type { ApiKeyModel } from '../models/define-api-key';
import type { ApiKeySecretModel } from '../models/define-api-key-secret';

/** Whom a key identifies. */
export interface KeyHolder {
  id: string;
  role: Role;
  /** Null for roles that belong to no agency. */
  agency: string | null;
  label: string;
  /** Only for an application; staff keys may do what their role may. */
  scopes: readonly KeyScope[];
  /** The channel of complaints that it files; null for `api`. */
  channel: string | null;
}

export interface ApiKeyRecord extends KeyHolder {
  /** First letters of the current secret. */
  prefix: string;
  createdAt: Instant;
  /** When the current secret was issued; `createdAt` if the key was never rotated. */
  rotatedAt: Instant;
  /** Exact to the minute. */
  lastUsedAt: Instant | null;
  expiresAt: Instant | null;
  revokedAt: Instant | null;
  /** Earlier secrets that still work, and until when. */
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
