import { RateLimiterPostgres, RateLimiterRes, type RateLimiterMemory } from 'rate-limiter-flexible';
import type { Database } from '../../database/connection';
import type { Network } from './network-of';
import type { Count } from './rate-limit-headers';

type Counted = Omit<Count, 'name'>;

/** One limit, applied to each network that a caller belongs to. */
export interface Limiter {
  /** Counts from the narrowest network up, and stops at the first over its limit. */
  consume(keys: readonly Network[]): Promise<Counted & { isWithin: boolean }>;
  /** Takes one point back. */
  reward(keys: readonly Network[]): Promise<void>;
  /** Counts without refusing. */
  penalty(keys: readonly Network[], points: number): Promise<void>;
  /** Null while all networks have something left. */
  spent(keys: readonly Network[]): Promise<Counted | null>;
}

type Store = RateLimiterPostgres | RateLimiterMemory;

/** @param storeFor makes a store whose allowance is `times` that of the narrowest network */
export function createLimiter(storeFor: (times: number) => Store): Limiter {
  const stores = new Map<number, Store>();
  const storeOf = ({ allowance }: Network): Store => {
    const known = stores.get(allowance) ?? storeFor(allowance);
    stores.set(allowance, known);
    return known;
  };

  return {
    async consume(keys) {
      let narrowest: Counted | null = null;
      for (const key of keys) {
        const store = storeOf(key);
        const used = await tryToConsume(store, key.name);
        if (!used.isWithin) return used;
        narrowest ??= used;
      }
      if (!narrowest) throw new RangeError('nobody to count');
      return { ...narrowest, isWithin: true };
    },
    async reward(keys) {
      for (const key of keys) await storeOf(key).reward(key.name);
    },
    async penalty(keys, points) {
      for (const key of keys) await storeOf(key).penalty(key.name, points);
    },
    async spent(keys) {
      for (const key of keys) {
        const store = storeOf(key);
        const used = await store.get(key.name);
        if (used && used.consumedPoints >= store.points) return countedOf(store, used);
      }
      return null;
    },
  };
}

async function tryToConsume(store: Store, key: string): Promise<Counted & { isWithin: boolean }> {
  try {
    return { ...countedOf(store, await store.consume(key)), isWithin: true };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { ...countedOf(store, error), isWithin: false };
    throw error;
  }
}

function countedOf(store: Store, used: RateLimiterRes): Counted {
  return {
    points: store.points,
    windowSeconds: store.duration,
    remaining: used.remainingPoints,
    seconds: Math.max(1, Math.ceil(used.msBeforeNext / 1000)),
  };
}

/** Networks of each width are counted separately. */
export function prefixOf(name: string, times: number): string {
  return times === 1 ? name : `${name}-${times}`;
}

interface Stored {
  keyPrefix: string;
  points: number;
  /** In seconds. */
  duration: number;
}

export function storedLimiter(
  { sequelize }: Pick<Database, 'sequelize'>,
  stored: Stored,
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: sequelize,
    storeType: 'sequelize',
    tableName: 'rate_limits',
    tableCreated: true,
    ...stored,
    // Further requests over the limit are refused without writing to the database.
    inMemoryBlockOnConsumed: stored.points,
  });
}
