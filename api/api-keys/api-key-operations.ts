import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { ApiKeyStore } from '../../database/stores/api-key-store';
import { administratorOnly } from '../authentication/administrator-only';
import { isoInstant } from '../complaints/iso-instant';
import { defineOperation, type Operation } from '../http/operation';
import { invalid, notFound } from '../http/problem';
import { json } from '../http/reply';
import { apiKeyRequest, apiKeySchema, newApiKeySchema } from './api-key-schemas';

export interface ApiKeyDeps {
  city: CityPack;
  apiKeys: Pick<ApiKeyStore, 'create' | 'list' | 'revoke'>;
}

const TAG = 'API keys';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Keys of staff and applications, for administrators; to all others this does not exist. */
export function apiKeyOperations(deps: ApiKeyDeps): Operation[] {
  return [listKeys(deps), createKey(deps), revokeKey(deps)];
}

function listKeys({ apiKeys }: ApiKeyDeps): Operation {
  return defineOperation(
    {
      id: 'listApiKeys',
      method: 'get',
      path: '/api-keys',
      tag: TAG,
      summary: 'All keys, without their secrets',
      responses: {
        200: {
          description: 'The keys, revoked ones too.',
          schema: z.object({ items: z.array(apiKeySchema) }).meta({ id: 'ApiKeys' }),
        },
      },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      handle: async () => json(200, { items: (await apiKeys.list()).map(presentKey) }),
    },
  );
}

function createKey({ city, apiKeys }: ApiKeyDeps): Operation {
  return defineOperation(
    {
      id: 'createApiKey',
      method: 'post',
      path: '/api-keys',
      tag: TAG,
      summary: 'A new key; its secret is shown once',
      description: 'Takes no Idempotency-Key: a secret that is shown once cannot be answered again.',
      body: apiKeyRequest(city),
      responses: { 201: { description: 'The key.', schema: newApiKeySchema } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ body: { role, agency = null, label }, idempotencyKey, credentialId }) {
        if (idempotencyKey !== null) throw notRepeatable();
        const { id, key } = await apiKeys.create({ role, agency, label }, { by: credentialId });
        return json(201, { id, key }, { 'Cache-Control': 'no-store' });
      },
    },
  );
}

function revokeKey({ apiKeys }: ApiKeyDeps): Operation {
  return defineOperation(
    {
      id: 'revokeApiKey',
      method: 'delete',
      path: '/api-keys/{id}',
      tag: TAG,
      summary: 'Revoke a key, at once and for good',
      responses: { 204: { description: 'It is revoked.' } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ params: { id = '' }, credentialId }) {
        if (!UUID.test(id) || !(await apiKeys.revoke(id, { by: credentialId }))) throw notFound();
        return { status: 204 };
      },
    },
  );
}

function notRepeatable() {
  const detail = 'A secret that is shown once cannot be answered again, so no Idempotency-Key is taken here.';
  return invalid([{ header: 'Idempotency-Key', rule: 'not_here', detail }]);
}

type StoredKey = Awaited<ReturnType<ApiKeyStore['list']>>[number];

function presentKey({ id, role, agency, label, prefix, ...times }: StoredKey): z.input<typeof apiKeySchema> {
  const orNull = (at: number | null) => (at === null ? null : isoInstant(at));
  return {
    id,
    role,
    agency,
    label,
    prefix,
    createdAt: isoInstant(times.createdAt),
    lastUsedAt: orNull(times.lastUsedAt),
    revokedAt: orNull(times.revokedAt),
  };
}
