import type { IntakeStore } from '../../database/stores/intake-store';
import type { Caller } from '../limits/counting';
import type { Ladder } from '../limits/ladder';
import type { LimitName } from '../limits/limit-names';
import type { Limits } from '../limits/limits';
import { ownScope, type Idempotency } from './idempotency-key';

export interface CountLimitDeps {
  limits: Pick<Limits, 'count'>;
  ladder: Ladder;
  intake: Pick<IntakeStore, 'wasFiled'>;
}

interface Counting {
  limit: LimitName | undefined;
  caller: Caller;
  idempotency: Idempotency;
  /** The solution to the challenge, as it was sent. */
  proof: string | null;
}

/**
 * Counts a request of the API against the limit of its operation.
 * @returns headers that tell how much is left
 * @throws Problem `too_many_requests`; for a complaint with a `challenge`, if a key and a credential or secret
 * identify it
 */
export async function countLimit(
  { limits, ladder, intake }: CountLimitDeps,
  { limit, caller, idempotency: { key, secret }, proof }: Counting,
): Promise<Record<string, string>> {
  if (!limit) return {};
  if (limit !== 'filing') return limits.count(limit, caller);
  // The same scope as filings have in PostgreSQL, so that a solution is valid for only one of them.
  const scope = ownScope({ credential: caller.credential, idempotencySecret: secret });
  const named = key === null || scope === null ? null : { scope, key };
  return ladder({
    ...{ caller, proof },
    subject: named && JSON.stringify([named.scope, named.key]),
    isRepeated: async () => named !== null && intake.wasFiled(named),
  });
}
