import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { CityPack } from '../../city/city-pack';
import type { Instant } from '../../domain/instant';
import { trackingCodeFrom } from '../../domain/tracking-code';
import type { Database } from '../../database/connection';
import { ADVISORY_LOCKS } from '../../database/advisory-locks';
import { copyRows } from './copy-rows';
import { inventInstants, inventReceipt } from './invent-receipt';
import { liveALife } from './live-a-life';
import { createRandom, type Random } from './random';
import type { SeededCase } from './seeded-case';
import { tablesOf } from './tables';

export interface Seeding {
  databaseUrl: string;
  /** Supplies the names of tables and columns. */
  db: Database;
  city: CityPack;
  complaints: number;
  /** How many days before `now` the first of them came in. */
  days: number;
  now: Instant;
  /** The random seed: the same number gives the same lives, except for ids and codes. */
  beginning: number;
  onProgress?: (done: number) => void;
}

const AT_ONCE = 5_000;
const RATED = 0.25;
/** A number that stands here more often is given more often. */
const STARS = [1, 2, 3, 4, 4, 4, 5, 5, 5] as const;

/**
 * Fills a database with invented complaints that have lived by the product's rules until `now`. The open ones have
 * no workflow yet, so a running API starts one for each as for anything just filed.
 */
export async function seedCity(seeding: Seeding): Promise<{ complaints: number; events: number }> {
  const { databaseUrl, complaints, days, now, beginning, onProgress } = seeding;
  const random = createRandom(beginning);
  const instants = inventInstants({ count: complaints, days, now, random });
  const client = new Client({ connectionString: databaseUrl, application_name: 'sikesal-seed' });
  await client.connect();
  let events = 0;
  try {
    for (let first = 0; first < instants.length; first += AT_ONCE) {
      const cases = instants.slice(first, first + AT_ONCE).map((at) => inventCase(seeding, at, random));
      events += await writeCases(client, seeding, cases);
      onProgress?.(first + cases.length);
    }
    // Without VACUUM, counts could not use index-only scans.
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
  return { complaints: instants.length, events };
}

function inventCase({ city, now }: Seeding, receivedAt: Instant, random: Random): SeededCase {
  const receipt = inventReceipt({ city, receivedAt, random });
  const id = uuidv7();
  const { policy } = city;
  const life = liveALife({ id, receivedAt, category: receipt.category, policy }, { now, random });
  return {
    ...{ id, trackingCode: trackingCodeFrom(randomBytes(5)), receipt, life },
    stars: life.current.state.status === 'closed' && random.isOneIn(RATED) ? random.oneOf(STARS) : null,
  };
}

/** Writes a batch completely or not at all. */
async function writeCases(client: Client, { db, city }: Seeding, cases: SeededCase[]): Promise<number> {
  await client.query('BEGIN');
  try {
    const lastPosition = await lockPositions(client);
    for (const copying of tablesOf({ db, language: city.defaultLanguage, cases, lastPosition }))
      await copyRows(client, copying);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  return cases.reduce((sum, { life }) => sum + life.events.length, 0);
}

/** Keeps others from adding events to the feed until the commit. @returns the feed's last position */
async function lockPositions(client: Client): Promise<number> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.positions]);
  const { rows } = await client.query<{ last: string }>(
    'SELECT coalesce(max(position), 0) AS last FROM timeline_events',
  );
  return Number(rows[0]?.last);
}
