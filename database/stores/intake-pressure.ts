import { createHash } from 'node:crypto';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** How many networks were asked for a step within the last ten minutes, and how often. */
export interface Pressure {
  networks: number;
  requests: number;
}

export interface IntakePressure {
  /** Records that a network was asked for a step. */
  note(network: string): Promise<void>;
  recent(): Promise<Pressure>;
}

const NOTE = `INSERT INTO intake_pressure (minute, network, asked)
  VALUES (date_trunc('minute', now()), $1, 1)
  ON CONFLICT (minute, network) DO UPDATE SET asked = intake_pressure.asked + 1`;

const RECENT = `SELECT count(DISTINCT network)::int AS networks, coalesce(sum(asked), 0)::int AS requests
  FROM intake_pressure WHERE minute > now() - interval '10 minutes'`;

/** Stored in PostgreSQL, since several processes accept complaints. */
export function createIntakePressure({ db }: { db: Database }): IntakePressure {
  return {
    async note(network) {
      await selectRows(db, { sql: `${NOTE} RETURNING 1`, bind: [digestOf(network)] });
    },
    async recent() {
      const [row] = await selectRows<Pressure>(db, { sql: RECENT });
      return row ?? { networks: 0, requests: 0 };
    },
  };
}

/** Distinguishes networks without storing their addresses. */
export function digestOf(network: string): Buffer {
  return createHash('sha256').update(network).digest();
}
