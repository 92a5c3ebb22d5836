import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { countedFacts } from './counted-facts';
import { readRunningOutages, type RunningOutage } from './running-outages';
import { OPEN_CASES, type WallCase } from './wall-case';

export type { WallCase } from './wall-case';

/** Complaints received and resolutions since midnight, by the agency and category at that moment. */
export interface WallDay {
  agency: string;
  category: string;
  district: string;
  received: number;
  resolved: number;
}

export interface WallReading {
  /** The database's clock. */
  now: Instant;
  /** All open complaints, those due first at the start. */
  cases: WallCase[];
  /** One entry for each agency, category and district with any event today. */
  today: WallDay[];
  /** Agencies that are out now. */
  outages: RunningOutage[];
}

/**
 * What the command centre's wall shows; nothing about reporters, no free text. Only the caller knows who looks.
 */
export interface WallReader {
  /** @param input `timeZone`: IANA name of the zone whose midnight counts */
  read(input: { timeZone: string }): Promise<WallReading>;
}

const CLOCK = 'SELECT floor(extract(epoch FROM now()) * 1000)::float8 AS now';

const MIDNIGHT = `(date_trunc('day', now() AT TIME ZONE $1) AT TIME ZONE $1)`;

const TODAY = `
  SELECT fact.agency, fact.category, c.district, count(*) FILTER (WHERE fact.type = 'received')::int AS received,
    count(*) FILTER (WHERE fact.type = 'resolved')::int AS resolved
  FROM (${countedFacts(`e.at >= ${MIDNIGHT}`)}) AS fact JOIN complaints c ON c.id = fact.complaint_id
  GROUP BY fact.agency, fact.category, c.district`;

export function createWallReader({ db }: { db: Database }): WallReader {
  return {
    async read({ timeZone }) {
      const [clock, cases, today, outages] = await Promise.all([
        selectRows<{ now: Instant }>(db, { sql: CLOCK }),
        selectRows<WallCase>(db, { sql: OPEN_CASES }),
        selectRows<WallDay>(db, { sql: TODAY, bind: [timeZone] }),
        readRunningOutages(db),
      ]);
      const now = clock[0]?.now;
      if (now === undefined) throw new Error('a clock has one row');
      return { now, cases, today, outages };
    },
  };
}
