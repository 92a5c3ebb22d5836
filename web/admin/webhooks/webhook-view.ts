import { isoInstant } from '../../../api/complaints/iso-instant';
import type { WebhookAttempt, WebhookDelivery } from '../../../database/stores/webhook-deliveries';
import type { DisabledReason, WebhookEndpoint } from '../../../database/stores/webhook-endpoint';
import type { Instant } from '../../../domain/instant';
import { oneLine } from '../../../mail/clean-text';
import type { MessageKey } from '../../../mail/locales';
import type { Speech } from '../../speech';

/** An endpoint in words, without its secret. */
export function webhookView(endpoint: WebhookEndpoint, speech: Speech) {
  const { say, time } = speech;
  const { failingSince, disabledReason, pending, previousSecretUntil } = endpoint;
  return {
    url: webhookUrl(endpoint.id),
    label: oneLine(endpoint.label),
    // The rest of the address may carry a secret of the receiver, and lists are looked at by many.
    host: new URL(endpoint.url).host,
    isOn: disabledReason === null,
    state: disabledReason === null ? say('webhooks.state.on') : say(OFF[disabledReason]),
    failing:
      failingSince === null ? null : say('webhooks.state.failing', { time: time.medium(failingSince) }),
    pending: pending === 0 ? null : say('webhooks.state.pending', { count: time.number(pending) }),
    previousSecret:
      previousSecretUntil === null
        ? null
        : say('webhooks.secret.previous', { time: time.long(previousSecretUntil) }),
  };
}

/** What was sent or waits to be, in words. */
export function deliveryView(endpointId: string, delivery: WebhookDelivery, speech: Speech) {
  const { say, time } = speech;
  const { id, type, trackingCode, state, attempts, createdAt, nextAttemptAt, lastError } = delivery;
  return {
    id,
    url: `${webhookUrl(endpointId)}/deliveries/${id}`,
    what: say(`webhooks.types.${type}`),
    code: trackingCode,
    isSent: state === 'sent',
    state: say(`webhooks.states.${state}`),
    made: at(createdAt, speech),
    attempts: say(attempts === 1 ? 'webhooks.attempts.one' : 'webhooks.attempts.many', {
      count: time.number(attempts),
    }),
    why: lastError === null ? null : errorWords(lastError, speech),
    next: nextAttemptAt === null || attempts === 0 ? null : at(nextAttemptAt, speech),
  };
}

export function attemptView({ at: when, durationMs, status, error }: WebhookAttempt, speech: Speech) {
  const { say, time } = speech;
  return {
    at: at(when, speech),
    outcome: error === null ? say('webhooks.attempts.taken') : errorWords(error, speech),
    status: status === null ? null : String(status),
    took: say('webhooks.attempts.took', { count: time.number(durationMs) }),
  };
}

export function webhookUrl(id: string): string {
  return `/admin/webhooks/${id}`;
}

const OFF: Record<DisabledReason, MessageKey> = {
  by_hand: 'webhooks.state.off',
  gone: 'webhooks.state.gone',
  failing: 'webhooks.state.givenUp',
};

const ERRORS: Record<string, MessageKey> = {
  TIMEOUT: 'webhooks.errors.timeout',
  UNREACHABLE: 'webhooks.errors.unreachable',
  UNRESOLVABLE: 'webhooks.errors.unresolvable',
  TLS: 'webhooks.errors.tls',
  PRIVATE_ADDRESS: 'webhooks.errors.privateAddress',
  SECRET_UNREADABLE: 'webhooks.errors.secretUnreadable',
};

function errorWords(code: string, { say }: Speech): string {
  const status = /^HTTP_(\d{3})$/.exec(code)?.[1];
  if (status) return say('webhooks.errors.status', { status });
  const words = ERRORS[code];
  return words ? say(words) : say('webhooks.errors.other', { code });
}

function at(instant: Instant, { time }: Speech) {
  return { iso: isoInstant(instant), time: time.medium(instant) };
}
