import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoggedCall } from './call-log';
import { sendOnce, type Answer, type Request } from './send-once';

export interface Patience {
  /** Nothing is tried after it. */
  giveUpAt: () => number;
}

const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 1_200;

/**
 * Repeats a request with the same key until it gets a definite answer; logs each attempt.
 * @returns the definite answer, or null when patience ended first
 */
export async function callPatiently(
  logged: LoggedCall,
  request: Request,
  { giveUpAt }: Patience,
): Promise<Answer | null> {
  const headers = {
    ...request.headers,
    'idempotency-key': logged.key,
    'idempotency-secret': secretOf(logged),
  };
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.6)) {
    const answer = await sendOnce({ ...request, headers });
    logged.attempts.push({
      startedAt: answer.startedAt,
      endedAt: answer.endedAt,
      status: answer.status,
      ...detailsOf(answer),
    });
    if (isDefinite(answer)) {
      logged.verdict = verdictOf(answer);
      return answer;
    }
    if (Date.now() + pauseMs > giveUpAt()) return null;
    await delay(pauseMs);
  }
}

/** Follows from the key, so that a much later repeat sends the same one, as a client does that keeps it. */
function secretOf({ key }: LoggedCall): string {
  return createHash('sha256').update(key).digest('base64url');
}

function detailsOf({ status, body }: Answer): { trackingCode?: string; refusal?: string } {
  const { trackingCode, refusal } = (body ?? {}) as { trackingCode?: string; refusal?: string };
  if (status === 201) return { trackingCode };
  return status === 409 ? { refusal } : {};
}

/** 5xx leaves open whether it counts; so does 429, which asks to come back. */
function isDefinite({ status }: Answer): boolean {
  return status !== null && status < 500 && status !== 429;
}

function verdictOf({ status }: Answer): LoggedCall['verdict'] {
  return status === 200 || status === 201 ? 'counts' : 'refused';
}
