import type { z } from 'zod';
import type { ApiKeyRecord } from '../../database/stores/api-key-store';
import { isoInstant } from '../http/iso-instant';
import type { apiKeySchema } from './api-key-schemas';

export function presentKey(key: ApiKeyRecord): z.input<typeof apiKeySchema> {
  const orNull = (at: number | null) => (at === null ? null : isoInstant(at));
  return {
    ...key,
    scopes: [...key.scopes],
    createdAt: isoInstant(key.createdAt),
    rotatedAt: isoInstant(key.rotatedAt),
    lastUsedAt: orNull(key.lastUsedAt),
    expiresAt: orNull(key.expiresAt),
    revokedAt: orNull(key.revokedAt),
    overlapping: key.overlapping.map(({ prefix, endsAt }) => ({ prefix, endsAt: isoInstant(endsAt) })),
  };
}
