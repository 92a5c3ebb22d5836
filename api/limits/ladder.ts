import type { Database } from '../../database/connection';
import type { IntakePressure } from '../../database/stores/intake-pressure';
import type { Challenge, Challenges } from './challenge';
import { countedIn, headersOf, keysOf, tooMany, type Caller } from './counting';
import type { Limiter } from './limiter';
import { networkOf } from './network-of';

/** Somebody who wants to have something taken. */
export interface LadderRequest {
  caller: Caller;
  /** Tells what is to be taken from everything else, also when it is sent again; null where nothing does. */
  subject: string | null;
  /** What was worked out for it, as it was sent. */
  proof: string | null;
  /** Whether they have waited instead. */
  hasWaited?: () => Promise<boolean>;
  /** Whether it was taken before, so that it is only answered again. */
  isRepeated?: () => Promise<boolean>;
}

/**
 * Counts what is to be taken, and a repetition not at all. Within the limit there is nothing to do; beyond it a step is
 * asked for, which costs a phone seconds and whoever sends by the thousand a machine; far beyond it there is a wall. A key
 * has its own limit, and no steps.
 * @returns headers that tell how much is left
 * @throws Problem `too_many_requests`, with a `challenge` where the step helps
 */
export type Ladder = (climber: LadderRequest) => Promise<Record<string, string>>;

export interface LadderDeps {
  db: Pick<Database, 'sequelize'>;
  challenges: Challenges;
  pressure: Pick<IntakePressure, 'note'>;
}

interface Rungs {
  /** What clients know the limit by. */
  name: 'filing' | 'photos';
  /** Without a step. */
  first: (caller: Caller) => Limiter;
  /** How many more with one, within an hour. */
  withStepPerHour: number;
}

const HOUR_SECONDS = 3600;

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

  return async (climber) => {
    if (await climber.isRepeated?.()) return {};
    const { caller, subject } = climber;
    const keys = keysOf(caller);
    const { isWithin, ...count } = await first(caller).consume(keys);
    const told = { name, ...count };
    if (isWithin) return headersOf(told);
    if (caller.credential.kind === 'api_key') throw tooMany(told);
    const network = networkOf(caller.address);
    if (await hasTakenStep(climber)) {
      const taken = await withStep.consume(keys);
      if (taken.isWithin) return headersOf({ name, ...taken });
      await pressure.note(network);
      throw tooMany({ name, ...taken });
    }
    await pressure.note(network);
    const spent = await withStep.spent(keys);
    if (spent) throw tooMany({ name, ...spent });
    const challenge = subject === null ? null : challenges.issue({ network, subject });
    throw tooMany(told, { challenge: challenge && presentChallenge(challenge) });
  };
}

/** As the problem document has it. */
function presentChallenge({ token, expiresAt, puzzles, zeroBits }: Challenge) {
  return { algorithm: 'sha-256', token, puzzles, zeroBits, expiresAt: new Date(expiresAt).toISOString() };
}
