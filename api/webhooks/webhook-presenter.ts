import type { z } from 'zod';
import type { WebhookDelivery, WebhookDeliveryDetails } from '../../database/stores/webhook-deliveries';
import type { WebhookEndpoint } from '../../database/stores/webhook-endpoint';
import type { Instant } from '../../domain/instant';
import { isoInstant } from '../http/iso-instant';
import type { deliveryDetailsSchema, deliverySchema, webhookSchema } from './webhook-schemas';

export function presentWebhook({
  createdAt,
  failingSince,
  previousSecretUntil,
  disabledAt,
  disabledReason,
  ...rest
}: WebhookEndpoint): z.input<typeof webhookSchema> {
  return {
    ...rest,
    active: disabledAt === null,
    inactiveBecause: disabledReason,
    failingSince: orNull(failingSince),
    previousSecretUntil: orNull(previousSecretUntil),
    createdAt: isoInstant(createdAt),
  };
}

export function presentDelivery({
  createdAt,
  nextAttemptAt,
  sentAt,
  ...rest
}: WebhookDelivery): z.input<typeof deliverySchema> {
  return {
    ...rest,
    createdAt: isoInstant(createdAt),
    nextAttemptAt: orNull(nextAttemptAt),
    sentAt: orNull(sentAt),
  };
}

export function presentDetails({
  tried,
  ...delivery
}: WebhookDeliveryDetails): z.input<typeof deliveryDetailsSchema> {
  return {
    ...presentDelivery(delivery),
    tried: tried.map(({ at, ...attempt }) => ({ at: isoInstant(at), ...attempt })),
  };
}

function orNull(at: Instant | null): string | null {
  return at === null ? null : isoInstant(at);
}
