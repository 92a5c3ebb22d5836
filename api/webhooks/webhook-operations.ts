import type { CityPack } from '../../city/city-pack';
import type { WebhookStore } from '../../database/stores/webhook-store';
import type { DestinationCheck } from '../../network/destination-check';
import { administratorOnly } from '../authentication/administrator-only';
import { requireCallable } from '../http/callable-url';
import { refuseRepetition } from '../http/idempotency-key';
import { defineOperation } from '../http/operation';
import { notFound } from '../http/problem';
import { json } from '../http/reply';
import { deliveryOperations } from './delivery-operations';
import { presentWebhook } from './webhook-presenter';
import {
  newWebhookSchema,
  rotatedSecretSchema,
  webhookChange,
  webhookListSchema,
  webhookRequest,
  webhookSchema,
} from './webhook-schemas';
import { isoInstant } from '../http/iso-instant';
import { cityExamples } from '../documentation/example-values';

export interface WebhookDeps {
  city: CityPack;
  publicUrl: string;
  webhooks: WebhookStore;
  checkDestination: DestinationCheck;
}

const TAG = 'Webhooks';
const WEBHOOK = { 200: { description: 'The webhook as it is now.', schema: webhookSchema } };
const SECRET_ONCE = { 'Cache-Control': 'no-store' };

/** Webhooks of other applications, for administrators; for everybody else these operations do not exist. */
export function webhookOperations(deps: WebhookDeps) {
  return {
    listWebhooks: listWebhooks(deps),
    addWebhook: addWebhook(deps),
    getWebhook: getWebhook(deps),
    changeWebhook: changeWebhook(deps),
    removeWebhook: removeWebhook(deps),
    rotateWebhookSecret: rotateSecret(deps),
    ...deliveryOperations(deps),
  };
}

function listWebhooks({ webhooks }: WebhookDeps) {
  return defineOperation(
    {
      id: 'listWebhooks',
      audience: 'administrators',
      method: 'get',
      path: '/webhooks',
      tag: TAG,
      summary: 'All webhooks, without their secrets',
      responses: { 200: { description: 'The webhooks, oldest first.', schema: webhookListSchema } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      handle: async () => json(200, { items: (await webhooks.list()).map(presentWebhook) }),
    },
  );
}

function addWebhook({ city, publicUrl, webhooks, checkDestination }: WebhookDeps) {
  return defineOperation(
    {
      id: 'addWebhook',
      audience: 'administrators',
      example: {
        body: {
          url: 'https://centre.example.org/hooks/sikesal',
          label: 'Command centre',
          types: ['escalated'],
          agencies: [cityExamples(city).agency],
        },
      },
      headers: ['Location'],
      method: 'post',
      path: '/webhooks',
      tag: TAG,
      summary: 'A new webhook; its signing secret is shown once',
      description:
        'What happens from now on is sent there, signed as Standard Webhooks 1.0 has it. Takes no Idempotency-Key: a secret that is shown once cannot be answered again.',
      body: webhookRequest(city),
      responses: { 201: { description: 'The webhook with its secret.', schema: newWebhookSchema } },
      problems: ['not_found', 'conflict'],
    },
    {
      permit: administratorOnly,
      async handle({ body, credentialId, idempotencyKey }) {
        refuseRepetition(idempotencyKey);
        await requireCallable(checkDestination, { field: 'url', url: body.url });
        const { endpoint, secret } = await webhooks.add(body, { by: credentialId });
        const Location = `${publicUrl}/api/v1/webhooks/${endpoint.id}`;
        return json(201, { ...presentWebhook(endpoint), secret }, { Location, ...SECRET_ONCE });
      },
    },
  );
}

function getWebhook({ webhooks }: WebhookDeps) {
  return defineOperation(
    {
      id: 'getWebhook',
      audience: 'administrators',
      method: 'get',
      path: '/webhooks/{id}',
      tag: TAG,
      summary: 'One webhook',
      responses: WEBHOOK,
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ params: { id = '' } }) {
        const endpoint = await webhooks.find(id);
        if (!endpoint) throw notFound();
        return json(200, presentWebhook(endpoint));
      },
    },
  );
}

function changeWebhook({ city, webhooks, checkDestination }: WebhookDeps) {
  return defineOperation(
    {
      id: 'changeWebhook',
      audience: 'administrators',
      example: { body: { types: ['escalated', 'resolved'], active: true } },
      method: 'patch',
      path: '/webhooks/{id}',
      tag: TAG,
      summary: 'Another address, label or filter; switching it on or off',
      description: 'While it is off nothing is queued; what waits then waits until it is on again.',
      body: webhookChange(city),
      responses: WEBHOOK,
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ params: { id = '' }, body: { active, ...patch }, credentialId }) {
        if (!(await webhooks.find(id))) throw notFound();
        if (patch.url !== undefined)
          await requireCallable(checkDestination, { field: 'url', url: patch.url });
        const change = { ...patch, ...(active === undefined ? {} : { isEnabled: active }) };
        const endpoint = await webhooks.change(id, change, { by: credentialId });
        if (!endpoint) throw notFound();
        return json(200, presentWebhook(endpoint));
      },
    },
  );
}

function removeWebhook({ webhooks }: WebhookDeps) {
  return defineOperation(
    {
      id: 'removeWebhook',
      audience: 'administrators',
      method: 'delete',
      path: '/webhooks/{id}',
      tag: TAG,
      summary: 'Removes it with its deliveries, at once and for good',
      responses: { 204: { description: 'It is removed.' } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ params: { id = '' }, credentialId }) {
        if (!(await webhooks.remove(id, { by: credentialId }))) throw notFound();
        return { status: 204 };
      },
    },
  );
}

function rotateSecret({ webhooks }: WebhookDeps) {
  return defineOperation(
    {
      id: 'rotateWebhookSecret',
      audience: 'administrators',
      method: 'post',
      path: '/webhooks/{id}/secret',
      tag: TAG,
      summary: 'A new signing secret, shown once; the old one signs along for 24 hours',
      description: 'Takes no Idempotency-Key: a secret that is shown once cannot be answered again.',
      responses: { 201: { description: 'The new secret.', schema: rotatedSecretSchema } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ params: { id = '' }, credentialId, idempotencyKey }) {
        refuseRepetition(idempotencyKey);
        const rotated = await webhooks.rotate(id, { by: credentialId });
        if (!rotated) throw notFound();
        const previousSecretUntil = isoInstant(rotated.previousSecretUntil);
        return json(201, { secret: rotated.secret, previousSecretUntil }, SECRET_ONCE);
      },
    },
  );
}
