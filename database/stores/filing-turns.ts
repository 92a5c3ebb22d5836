import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { digestOf } from './intake-pressure';

/** Turns for filings that have to wait: one after the other for each network. */
export interface FilingTurns {
  /**
   * Gives a turn to a subject that has none, or only an expired one. @param subject id of a draft or a complaint
   */
  take(input: { subject: string; network: string }): Promise<void>;
  /** Null when it has no turn, or an expired one. */
  find(subject: string): Promise<Turn | null>;
}

export interface Turn {
  dueAt: Instant;
  isDue: boolean;
}

const EVERY_SECONDS = 30;
/** However many wait: somebody who takes all the turns of a network can delay others, but not keep them out. */
const WAIT_MINUTES_AT_MOST = 20;

/** Limited, so that turns cannot be saved up. */
const GOOD_FOR = "interval '1 hour'";

const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

const TURN = `floor(extract(epoch FROM due_at) * 1000)::float8 AS "dueAt", due_at <= now() AS "isDue"`;

const GIVE = `INSERT INTO filing_turns (subject, network, due_at)
  SELECT $1, $2, least(greatest(now(), max(due_at)) + interval '${EVERY_SECONDS} seconds',
    now() + interval '${WAIT_MINUTES_AT_MOST} minutes')
  FROM filing_turns WHERE network = $2
  ON CONFLICT (subject) DO UPDATE SET due_at = excluded.due_at, network = excluded.network
    WHERE filing_turns.due_at <= now() - ${GOOD_FOR}
  RETURNING 1`;

const FIND = `SELECT ${TURN} FROM filing_turns WHERE subject = $1 AND due_at > now() - ${GOOD_FOR}`;

export function createFilingTurns({ db }: { db: Database }): FilingTurns {
  return {
    async find(subject) {
      const [turn] = await selectRows<Turn>(db, { sql: FIND, bind: [subject] });
      return turn ?? null;
    },
    async take({ subject, network }) {
      await db.sequelize.transaction(async (transaction) => {
        // Two at once would get the same turn.
        await selectRows(db, { sql: LOCK, bind: [`filing turns ${network}`], transaction });
        await selectRows(db, { sql: GIVE, bind: [subject, digestOf(network)], transaction });
      });
    },
  };
}
