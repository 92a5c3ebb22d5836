import { isoInstant } from '../../../api/http/iso-instant';
import type { WebhookAttempt, WebhookDelivery } from '../../../database/stores/webhook-deliveries';
import type { DisabledReason, WebhookEndpoint } from '../../../database/stores/webhook-endpoint';
import type { Instant } from '../../../domain/instant';
import { oneLine } from '../../../domain/clean-text';
import type { MessageKey } from '../../../locale/translator';
import type { Locale } from '../../../locale/locale';

/** An endpoint for display, without its secret. */
export function webhookView(endpoint: WebhookEndpoint, locale: Locale) {
  const { t, time } = locale;
  const { failingSince, disabledReason, pending, previousSecretUntil } = endpoint;
  return {
    url: webhookUrl(endpoint.id),
    label: oneLine(endpoint.label),
    // The rest of the address may carry one of the receiver's secrets, and many people see lists.
    host: new URL(endpoint.url).host,
    isOn: disabledReason === null,
    state: disabledReason === null ? t('webhooks.state.on') : t(OFF[disabledReason]),
    failing: failingSince === null ? null : t('webhooks.state.failing', { time: time.medium(failingSince) }),
    pending: pending === 0 ? null : t('webhooks.state.pending', { count: time.number(pending) }),
    previousSecret:
      previousSecretUntil === null
        ? null
        : t('webhooks.secret.previous', { time: time.long(previousSecretUntil) }),
  };
}

/** A sent or pending delivery, for display. */
export function deliveryView(endpointId: string, delivery: WebhookDelivery, locale: Locale) {
  const { t, time } = locale;
  const { id, type, trackingCode, state, attempts, createdAt, nextAttemptAt, lastError } = delivery;
  return {
    id,
    url: `${webhookUrl(endpointId)}/deliveries/${id}`,
    what: t(`webhooks.types.${type}`),
    code: trackingCode,
    isSent: state === 'sent',
    state: t(`webhooks.states.${state}`),
    made: at(createdAt, locale),
    attempts: t(attempts === 1 ? 'webhooks.attempts.one' : 'webhooks.attempts.many', {
      count: time.number(attempts),
    }),
    why: lastError === null ? null : errorWords(lastError, locale),
    next: nextAttemptAt === null || attempts === 0 ? null : at(nextAttemptAt, locale),
  };
}

export function attemptView({ at: when, durationMs, status, error }: WebhookAttempt, locale: Locale) {
  const { t, time } = locale;
  return {
    at: at(when, locale),
    outcome: error === null ? t('webhooks.attempts.taken') : errorWords(error, locale),
    status: status === null ? null : String(status),
    took: t('webhooks.attempts.took', { count: time.number(durationMs) }),
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

function errorWords(code: string, { t }: Locale): string {
  const status = /^HTTP_(\d{3})$/.exec(code)?.[1];
  if (status) return t('webhooks.errors.status', { status });
  const words = ERRORS[code];
  return words ? t(words) : t('webhooks.errors.other', { code });
}

function at(instant: Instant, { time }: Locale) {
  return { iso: isoInstant(instant), time: time.medium(instant) };
}
