import type { Database } from '../../database/connection';
import type { IntakePressure } from '../../database/stores/intake-pressure';
import type { ApiLimits } from './limits';
import type { Challenge, Challenges } from './challenge';
import { countedIn, headersOf, keysOf, tooMany, type Caller } from './counting';
import { filingLimiter } from './filing-limiter';
import { networkOf } from './network-of';

/** Somebody who wants to file. */
export interface Climber {
  caller: Caller;
  /** Tells this filing from every other, also when it is sent again; null where nothing does. */
  subject: string | null;
  /** What was worked out for it, as it was sent. */
  proof: string | null;
  /** Whether they have waited instead. */
  hasWaited?: () => Promise<boolean>;
}

/**
 * Counts a filing. Within the limit there is nothing to do; beyond it a step is asked for, which costs a phone seconds and
 * whoever files by the thousand a machine; far beyond it there is a wall. A key has its own limit, and no steps.
 * @returns headers that tell how much is left
 * @throws Problem `too_many_requests`, with a `challenge` where the step helps
 */
export type FilingLadder = (climber: Climber) => Promise<Record<string, string>>;

interface LadderDeps {
  db: Pick<Database, 'sequelize'>;
  limits: ApiLimits;
  challenges: Challenges;
  pressure: Pick<IntakePressure, 'note'>;
}

const HOUR_SECONDS = 3600;

export function createFilingLadder({ db, limits, challenges, pressure }: LadderDeps): FilingLadder {
  const first = filingLimiter({ db, limits });
  const withStep = countedIn(db, {
    ...{ name: 'filing-step', points: limits.filingWithStepPerHour, seconds: HOUR_SECONDS },
  });

  async function hasTakenStep({ caller, subject, proof, hasWaited }: Climber): Promise<boolean> {
    if (proof !== null && subject !== null) {
      const filing = { network: networkOf(caller.address), subject };
      if (challenges.isSolved(proof, filing)) return true;
    }
    return (await hasWaited?.()) ?? false;
  }

  return async (climber) => {
    const { caller, subject } = climber;
    const keys = keysOf(caller);
    const { isWithin, ...count } = await first(caller).consume(keys);
    const told = { name: 'filing', ...count };
    if (isWithin) return headersOf(told);
    if (caller.credential.kind === 'api_key') throw tooMany(told);
    const network = networkOf(caller.address);
    if (await hasTakenStep(climber)) {
      const taken = await withStep.consume(keys);
      if (taken.isWithin) return headersOf({ name: 'filing', ...taken });
      await pressure.note(network);
      throw tooMany({ name: 'filing', ...taken });
    }
    await pressure.note(network);
    const spent = await withStep.spent(keys);
    if (spent) throw tooMany({ name: 'filing', ...spent });
    const challenge = subject === null ? null : challenges.issue({ network, subject });
    throw tooMany(told, { challenge: challenge && presentChallenge(challenge) });
  };
}

/** As the problem document has it. */
function presentChallenge({ token, expiresAt, puzzles, zeroBits }: Challenge) {
  return { algorithm: 'sha-256', token, puzzles, zeroBits, expiresAt: new Date(expiresAt).toISOString() };
}
