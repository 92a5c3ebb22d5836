import { createHmac } from 'node:crypto';
import { generateRequestDetails } from 'web-push';
import type { PushTarget, PushTargetReader } from '../database/readers/push-target-reader';
import type { ClaimedPush } from '../database/stores/push-queue';
import type { GuardedRequest, OutgoingResponse } from '../network/guarded-request';
import { OutgoingError } from '../network/outgoing-error';
import type { Channel, Outcome } from './channel';
import { createHostLanes, type HostLanesSettings } from './host-lanes';

/** Who we are to push services (VAPID, RFC 8292); keys as base64url. */
export interface PushSender {
  publicKey: string;
  privateKey: string;
  /** Whom a push service may write to: `mailto:` or `https:`. */
  subject: string;
}

/** What the phone shows. It may lie on a table for everybody to see, so there is nothing but the number. */
export interface PushText {
  title: string;
  body: string;
}

export interface PushChannelSettings {
  /** From the start of the request to the push service's status. */
  timeoutMs: number;
  /** How long a push service keeps it for a phone that is off, in seconds. */
  ttlSeconds: number;
  lanes: HostLanesSettings;
  /** How long a push waits if its service has no room. */
  hostBusyMs: number;
}

export const PUSH_CHANNEL_SETTINGS: PushChannelSettings = {
  timeoutMs: 10_000,
  // As long as the objection window: later the page says it better.
  ttlSeconds: 3 * 24 * 3_600,
  // Anybody may name a host that never answers; it must not take the hands of others.
  lanes: { slowAfterMs: 1_000, slowAtMost: 4 },
  hostBusyMs: 30_000,
};

export interface PushChannelDeps {
  targets: PushTargetReader;
  request: GuardedRequest;
  sender: PushSender;
  textFor: (target: Pick<PushTarget, 'language' | 'trackingCode'>) => PushText;
  settings: PushChannelSettings;
}

/** Encrypts each push for its phone (RFC 8291) and signs it (RFC 8292) at the moment of sending. */
export function createPushChannel(deps: PushChannelDeps): Channel<ClaimedPush> {
  const { targets, settings } = deps;
  const lanes = createHostLanes(settings.lanes);
  return {
    async deliver({ item, signal }) {
      const target = await targets.target(item);
      if (!target) return { outcome: 'suppressed', reason: 'ENDED' };
      const leave = lanes.enter(new URL(target.endpoint).host);
      if (!leave) return { outcome: 'postponed', reason: 'HOST_BUSY', waitMs: settings.hostBusyMs };
      return send(deps, { item, target, signal }).finally(leave);
    },
  };
}

interface SendInput {
  item: ClaimedPush;
  target: PushTarget;
  signal: AbortSignal;
}

async function send(deps: PushChannelDeps, { item, target, signal }: SendInput): Promise<Outcome> {
  // A request that has begun ends within the lease's reserve.
  if (signal.aborted) return { outcome: 'retry', error: 'LEASE_SPENT', unreachable: false };
  const { headers, body } = pushFor(deps, { item, target });
  try {
    const { timeoutMs } = deps.settings;
    const request = { url: target.endpoint, method: 'POST', headers, body, timeoutMs, maxBytes: 0 } as const;
    return outcomeOf(await deps.request(request), item);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    // Never an outage of the whole channel: the phone chose the host.
    return { outcome: 'retry', error: error.reason.toUpperCase(), unreachable: false };
  }
}

function pushFor(
  { sender, settings, textFor }: PushChannelDeps,
  { item, target }: Omit<SendInput, 'signal'>,
): { headers: Record<string, string>; body: Buffer } {
  const { endpoint, p256dh, auth, language, trackingCode } = target;
  const payload = JSON.stringify({ code: trackingCode, language, ...textFor(target) });
  const details = generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    vapidDetails: sender,
    TTL: settings.ttlSeconds,
    urgency: 'normal',
    topic: topicOf(item, sender),
  });
  if (!details.body) throw new RangeError('a push has a body');
  const headers = Object.entries(details.headers).map(([name, value]) => [name, String(value)]);
  return { headers: Object.fromEntries(headers) as Record<string, string>, body: details.body };
}

/** RFC 8030 allows this many. */
const TOPIC_CHARACTERS = 32;

/**
 * A later push about a complaint replaces one that still waits at the push service. Topics are not encrypted, so this one tells
 * neither the complaint nor that two phones have the same one.
 */
function topicOf({ subscriptionId, reporterOf }: ClaimedPush, { privateKey }: PushSender): string {
  const hash = createHmac('sha256', privateKey).update(`sikesal push topic ${subscriptionId} ${reporterOf}`);
  return hash.digest('base64url').slice(0, TOPIC_CHARACTERS);
}

const GONE = [404, 410];
/** 401 and 403: our keys or our clock are wrong, which the operator can mend. */
const WORTH_ANOTHER_ATTEMPT = [401, 403, 408, 425, 429];

function outcomeOf({ status, headers }: OutgoingResponse, { claimedAt }: ClaimedPush): Outcome {
  if (status >= 200 && status < 300) return { outcome: 'sent', status };
  const error = `HTTP_${status}`;
  if (GONE.includes(status)) return { outcome: 'failed', status, error, isGone: true };
  if (status < 500 && !WORTH_ANOTHER_ATTEMPT.includes(status)) return { outcome: 'failed', status, error };
  const waitMs = retryAfterMs(headers['retry-after'], claimedAt);
  return { outcome: 'retry', status, error, unreachable: false, waitMs };
}

/** Seconds or a date (RFC 9110); undefined for neither. */
function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined;
}
