import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import { EVENT_TYPES, STAFF_ONLY_TYPES } from '../../domain/event-types';
import { code } from '../http/city-schemas';
import { pageLimit } from '../http/list-parameters';
import { line } from '../http/text-schemas';

/** Event types that a webhook may send; the others are for staff only. */
export const WEBHOOK_EVENT_TYPES = EVENT_TYPES.filter((type) => !STAFF_ONLY_TYPES.includes(type));

const ALL = 'None means all.';
const DELIVERIES_AT_MOST = 100;
const STATES = ['pending', 'sent', 'failed', 'suppressed'] as const;

const endpointFields = (city: CityPack) => ({
  url: line({ max: 2000 }).meta({
    description:
      'https, at a public address; the operator may allow networks of the city’s own, by http too. Redirects are not followed.',
    example: 'https://centre.example.org/hooks/sikesal',
  }),
  label: line({ max: 100 }).meta({ example: 'Command centre' }),
  types: z.array(z.enum(WEBHOOK_EVENT_TYPES)).max(50).meta({ description: ALL }),
  agencies: z
    .array(code(everyOf(city, 'agencies')))
    .max(100)
    .meta({ description: ALL }),
  categories: z
    .array(code(everyOf(city, 'categories')))
    .max(100)
    .meta({ description: ALL }),
  includeConfidential: z
    .boolean()
    .meta({ description: 'Whether events of confidential complaints go there, too.' }),
});

export function webhookRequest(city: CityPack) {
  const { url, label, types, agencies, categories, includeConfidential } = endpointFields(city);
  return z
    .strictObject({
      ...{ url, label },
      types: types.default([]),
      agencies: agencies.default([]),
      categories: categories.default([]),
      includeConfidential: includeConfidential.default(false),
    })
    .meta({ id: 'WebhookRequest' });
}

/** Fields that are left out stay. */
export function webhookChange(city: CityPack) {
  return z
    .strictObject({
      ...endpointFields(city),
      active: z.boolean().meta({ description: 'Switched on again its failures are forgotten.' }),
    })
    .partial()
    .meta({ id: 'WebhookChange' });
}

const instant = z.iso.datetime();

export const webhookSchema = z
  .object({
    id: z.uuid(),
    url: z.string(),
    label: z.string(),
    types: z.array(z.enum(EVENT_TYPES)),
    agencies: z.array(z.string()),
    categories: z.array(z.string()),
    includeConfidential: z.boolean(),
    active: z.boolean().meta({ description: 'While it is not, nothing is sent and nothing new is queued.' }),
    inactiveBecause: z
      .enum(['by_hand', 'gone', 'failing'])
      .nullable()
      .meta({ description: '`gone`: it answered 410; `failing`: three days of nothing but failures.' }),
    failingSince: instant.nullable(),
    pending: z.int().meta({ description: 'Deliveries that wait for their first or next attempt.' }),
    previousSecretUntil: instant
      .nullable()
      .meta({ description: 'Until when the secret before the last rotation signs along.' }),
    createdAt: instant,
  })
  .meta({ id: 'Webhook' });

const secret = z
  .string()
  .meta({ description: 'Shown this once.', example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' });

export const newWebhookSchema = webhookSchema.extend({ secret }).meta({ id: 'NewWebhook' });

export const rotatedSecretSchema = z
  .object({ secret, previousSecretUntil: instant })
  .meta({ id: 'RotatedWebhookSecret' });

export const webhookListSchema = z.object({ items: z.array(webhookSchema) }).meta({ id: 'Webhooks' });

export const deliverySchema = z
  .object({
    id: z.uuid().meta({ description: 'The `webhook-id` under which it is sent, each time.' }),
    type: z.enum([...EVENT_TYPES, 'ping']),
    trackingCode: z.string().nullable(),
    state: z.enum(STATES),
    attempts: z.int(),
    createdAt: instant,
    nextAttemptAt: instant.nullable(),
    sentAt: instant.nullable(),
    lastStatus: z.int().nullable().meta({ description: 'HTTP status of the last answer, if there was one.' }),
    lastError: z.string().nullable().meta({ description: 'A code.', example: 'TIMEOUT' }),
  })
  .meta({ id: 'WebhookDelivery' });

export const deliveryDetailsSchema = deliverySchema
  .extend({
    tried: z
      .array(
        z
          .object({
            at: instant,
            durationMs: z.int(),
            status: z.int().nullable(),
            error: z.string().nullable(),
          })
          .meta({ id: 'WebhookAttempt' }),
      )
      .meta({ description: 'The last fifty attempts, newest first.' }),
  })
  .meta({ id: 'WebhookDeliveryDetails' });

export const deliveryListSchema = z
  .object({ items: z.array(deliverySchema), next: z.url().nullable() })
  .meta({ id: 'WebhookDeliveries' });

export const deliveryQuery = z.strictObject({
  state: z.enum(STATES).optional(),
  cursor: z.string().min(1).max(200).optional(),
  limit: pageLimit({ usually: 20, most: DELIVERIES_AT_MOST }),
});
