import type { Database } from '../../database/connection';
import type { IntakePressure } from '../../database/stores/intake-pressure';
import type { Challenge, Challenges } from './challenge';
import { countedIn, headersOf, keysOf, tooMany, type Caller, HOUR_SECONDS } from './counting';
import type { Limiter } from './limiter';
import { networkOf } from './network-of';

/** Somebody's request to file or upload something. */
export interface LadderRequest {
  caller: Caller;
  /** Identifies what they send, also when they send it again; null if nothing does. */
  subject: string | null;
  /** The solution to the challenge, as it was sent. */
  proof: string | null;
  /** Whether they have waited for a turn instead. */
  hasWaited?: () => Promise<boolean>;
  /** Whether it was taken before, so that it is only answered again. */
  isRepeated?: () => Promise<boolean>;
}

/**
 * Counts what is sent; repetitions are free. Within the limit nothing else is asked. Above it a step is: it takes
 * a phone seconds, but somebody who sends thousands a whole machine. Far above it everything is refused. Keys have
 * a limit of their own and no steps.
 * @returns headers that tell how much is left
 * @throws Problem `too_many_requests`, with a `challenge` if the step helps
 */
export type Ladder = (request: LadderRequest) => Promise<Record<string, string>>;

export interface LadderDeps {
  db: Pick<Database, 'sequelize'>;
  challenges: Challenges;
  pressure: Pick<IntakePressure, 'note'>;
}

interface Rungs {
  /** Name of the limit for clients. */
  name: 'filing' | 'photos';
  /** The limit without a step. */
  first: (caller: Caller) => Limiter;
  /** How many more per hour with a step. */
  withStepPerHour: number;
}

export function createLadder({ db, challenges, pressure }: LadderDeps, rungs: Rungs): Ladder {
  const { name, first, withStepPerHour } = rungs;
  const withStep = countedIn(db, {
    ...{ name: `${name}-step`, points: withStepPerHour, seconds: HOUR_SECONDS },
  });

  async function hasTakenStep({ caller, subject, proof, hasWaited }: LadderRequest): Promise<boolean> {
    if (proof !== null && subject !== null) {
      const asked = { network: networkOf(caller.address), subject };
      if (challenges.isSolved(proof, asked)) return true;
    }
    return (await hasWaited?.()) ?? false;
  }

  return async (request) => {
    if (await request.isRepeated?.()) return {};
    const { caller, subject } = request;
    const keys = keysOf(caller);
    const { isWithin, ...count } = await first(caller).consume(keys);
    const limit = { name, ...count };
    if (isWithin) return headersOf(limit);
    if (caller.credential.kind === 'api_key') throw tooMany(limit);
    const network = networkOf(caller.address);
    if (await hasTakenStep(request)) {
      const taken = await withStep.consume(keys);
      if (taken.isWithin) return headersOf({ name, ...taken });
      await pressure.note(network);
      throw tooMany({ name, ...taken });
    }
    await pressure.note(network);
    const spent = await withStep.spent(keys);
    if (spent) throw tooMany({ name, ...spent });
    const challenge = subject === null ? null : challenges.issue({ network, subject });
    throw tooMany(limit, { challenge: challenge && presentChallenge(challenge) });
  };
}

/** The challenge as it is in the problem document. */
function presentChallenge({ token, expiresAt, puzzles, zeroBits }: Challenge) {
  return { algorithm: 'sha-256', token, puzzles, zeroBits, expiresAt: new Date(expiresAt).toISOString() };
}
