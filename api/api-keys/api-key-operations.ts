import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { ApiKeyStore } from '../../database/stores/api-key-store';
import { MS_PER_HOUR } from '../../domain/instant';
import { administratorOnly } from '../authentication/administrator-only';
import { refuseRepetition } from '../http/idempotency-key';
import { defineOperation } from '../http/operation';
import { notFound } from '../http/problem';
import { json } from '../http/reply';
import { presentKey } from './api-key-presenter';
import { apiKeyRequest, apiKeySchema, newApiKeySchema, rotationSchema } from './api-key-schemas';

export interface ApiKeyDeps {
  city: CityPack;
  apiKeys: Pick<ApiKeyStore, 'create' | 'list' | 'rotate' | 'revoke'>;
}

const TAG = 'API keys';
const ONCE = 'Takes no Idempotency-Key: a secret that is shown once cannot be answered again.';

/** Keys of staff and applications, for administrators; for everybody else these operations do not exist. */
export function apiKeyOperations(deps: ApiKeyDeps) {
  return {
    listApiKeys: listKeys(deps),
    createApiKey: createKey(deps),
    rotateApiKey: rotateKey(deps),
    revokeApiKey: revokeKey(deps),
  };
}

function listKeys({ apiKeys }: ApiKeyDeps) {
  return defineOperation(
    {
      id: 'listApiKeys',
      audience: 'administrators',
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

function createKey({ city, apiKeys }: ApiKeyDeps) {
  return defineOperation(
    {
      id: 'createApiKey',
      audience: 'administrators',
      example: {
        body: {
          role: 'application',
          label: 'Dishub Smart',
          scopes: ['complaints:file', 'events:read'],
          channel: 'dishub-smart',
        },
      },
      method: 'post',
      path: '/api-keys',
      tag: TAG,
      summary: 'A new key; its secret is shown once',
      description: ONCE,
      body: apiKeyRequest(city),
      responses: { 201: { description: 'The key.', schema: newApiKeySchema } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ body: { agency = null, ...body }, idempotencyKey, credentialId }) {
        refuseRepetition(idempotencyKey);
        return secret(201, await apiKeys.create({ ...body, agency }, { by: credentialId }));
      },
    },
  );
}

function rotateKey({ apiKeys }: ApiKeyDeps) {
  return defineOperation(
    {
      id: 'rotateApiKey',
      audience: 'administrators',
      example: { body: { overlapHours: 48 } },
      method: 'post',
      path: '/api-keys/{id}/rotate',
      tag: TAG,
      summary: 'Another secret for a key; it is shown once, and the one before works a while longer',
      description: `Who holds the key, what it may do and what it filed stay as they are. ${ONCE}`,
      body: rotationSchema,
      responses: { 200: { description: 'The key with its new secret.', schema: newApiKeySchema } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ params: { id = '' }, body: { overlapHours, ...body }, idempotencyKey, credentialId }) {
        refuseRepetition(idempotencyKey);
        const rotation = { ...body, id, overlapMs: overlapHours * MS_PER_HOUR };
        const rotated = await apiKeys.rotate(rotation, { by: credentialId });
        if (!rotated) throw notFound();
        return secret(200, rotated);
      },
    },
  );
}

function revokeKey({ apiKeys }: ApiKeyDeps) {
  return defineOperation(
    {
      id: 'revokeApiKey',
      audience: 'administrators',
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
        if (!(await apiKeys.revoke(id, { by: credentialId }))) throw notFound();
        return { status: 204 };
      },
    },
  );
}

function secret(status: number, { id, key }: { id: string; key: string }) {
  return json(status, { id, key }, { 'Cache-Control': 'no-store' });
}
