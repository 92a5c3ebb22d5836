import { Webhook } from 'standardwebhooks';
import type { FeedReader } from '../database/readers/feed-reader';
import type { WebhookTarget, WebhookTargetReader } from '../database/readers/webhook-target-reader';
import type { ClaimedDelivery } from '../database/stores/webhook-queue';
import type { Instant } from '../domain/instant';
import type { GuardedRequest } from '../network/guarded-request';
import { OutgoingError } from '../network/outgoing-error';
import type { Channel, Outcome } from './channel';
import { pingMessage, webhookMessage, type WebhookMessage } from './webhook-message';

export interface WebhookChannelDeps {
  targets: WebhookTargetReader;
  feed: Pick<FeedReader, 'after'>;
  request: GuardedRequest;
  publicUrl: string;
  settings: WebhookChannelSettings;
}

export interface WebhookChannelSettings {
  /** From the start of the request to the receiver's status. */
  timeoutMs: number;
}

export const WEBHOOK_CHANNEL_SETTINGS: WebhookChannelSettings = { timeoutMs: 10_000 };

/** Builds each message at the moment of sending, from what is true then, and signs it (Standard Webhooks 1.0). */
export function createWebhookChannel(deps: WebhookChannelDeps): Channel<ClaimedDelivery> {
  return {
    async deliver({ item, signal }) {
      const target = await deps.targets.target(item.endpointId);
      if (!target) return { outcome: 'suppressed', reason: 'ENDPOINT_OFF' };
      // The operator can fix this with the old LINK_SECRET, or with a new secret for the endpoint.
      if (target.secrets.length === 0)
        return { outcome: 'retry', error: 'SECRET_UNREADABLE', unreachable: false };
      const message = await messageOf(deps, item, target);
      return 'reason' in message
        ? { outcome: 'suppressed', ...message }
        : send(deps, { item, target, message, signal });
    },
  };
}

async function messageOf(
  { feed, publicUrl }: WebhookChannelDeps,
  { position, createdAt }: ClaimedDelivery,
  { includeConfidential }: WebhookTarget,
): Promise<WebhookMessage | { reason: string }> {
  if (position === null) return pingMessage({ at: createdAt });
  const [event] = await feed.after({
    ...{ position: position - 1, upTo: position, limit: 1 },
    filter: { scope: 'all' },
  });
  if (!event) return { reason: 'GONE' };
  if (event.confidential && !includeConfidential) return { reason: 'CONFIDENTIAL' };
  return webhookMessage(event, { publicUrl });
}

interface SendInput {
  item: ClaimedDelivery;
  target: WebhookTarget;
  message: WebhookMessage;
  signal: AbortSignal;
}

async function send(
  { request, settings }: WebhookChannelDeps,
  { item, target, message, signal }: SendInput,
): Promise<Outcome> {
  // A request that has begun ends within the lease's reserve.
  if (signal.aborted) return { outcome: 'retry', error: 'LEASE_SPENT', unreachable: false };
  const { timeoutMs } = settings;
  const body = JSON.stringify(message);
  try {
    const { status } = await request({
      ...{ url: target.url, method: 'POST', timeoutMs, maxBytes: 0 },
      headers: {
        'content-type': 'application/json',
        'user-agent': 'SiKesal-Webhooks/1.0',
        ...signed({ id: item.id, secrets: target.secrets, body, now: item.claimedAt }),
      },
      body: Buffer.from(body),
    });
    return outcomeOf(status);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    // Never an outage of the whole channel: each receiver has its own sends and its own backoff.
    return { outcome: 'retry', error: error.reason.toUpperCase(), unreachable: false };
  }
}

interface Signing {
  id: string;
  secrets: string[];
  body: string;
  now: Instant;
}

/** Signs with each secret in force, so that a receiver can change to the new one when it likes. */
function signed({ id, secrets, body, now }: Signing): Record<string, string> {
  const at = new Date(now);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return { outcome: 'sent', status };
  const error = `HTTP_${status}`;
  return status === 410
    ? { outcome: 'failed', status, error, isGone: true }
    : { outcome: 'retry', status, error, unreachable: false };
}
