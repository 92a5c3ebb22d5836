import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { digestOf } from './intake-pressure';

/** Turns of drafts that wait to be filed: one after the other for each network. */
export interface FilingTurns {
  /** The draft's turn, given now where it has none that is still good; null when too many of its network wait. */
  take(input: { draftId: string; network: string }): Promise<Turn | null>;
  /** Null for one that was let pass. */
  find(draftId: string): Promise<Turn | null>;
}

export interface Turn {
  dueAt: Instant;
  isDue: boolean;
}

/** One complaint every half minute for each network, by people who wait; the longest wait is twenty minutes. */
const EVERY_SECONDS = 30;
const WAITING_AT_MOST = 40;

/** So that turns cannot be saved up. */
const GOOD_FOR = "interval '1 hour'";

const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

const TURN = `floor(extract(epoch FROM due_at) * 1000)::float8 AS "dueAt", due_at <= now() AS "isDue"`;

const GIVE = `INSERT INTO filing_turns (draft_id, network, due_at)
  SELECT $1, $2, greatest(now(), max(due_at)) + interval '${EVERY_SECONDS} seconds'
  FROM filing_turns WHERE network = $2
  HAVING count(*) FILTER (WHERE due_at > now()) < ${WAITING_AT_MOST}
  ON CONFLICT (draft_id) DO UPDATE SET due_at = excluded.due_at, network = excluded.network
    WHERE filing_turns.due_at <= now() - ${GOOD_FOR}
  RETURNING ${TURN}`;

export function createFilingTurns({ db }: { db: Database }): FilingTurns {
  const find: FilingTurns['find'] = async (draftId) => {
    const sql = `SELECT ${TURN} FROM filing_turns WHERE draft_id = $1 AND due_at > now() - ${GOOD_FOR}`;
    const [turn] = await selectRows<Turn>(db, { sql, bind: [draftId] });
    return turn ?? null;
  };
  return {
    find,
    async take({ draftId, network }) {
      const digest = digestOf(network);
      const given = await db.sequelize.transaction(async (transaction) => {
        // Two at once would be given the same turn.
        await selectRows(db, { sql: LOCK, bind: [`filing turns ${network}`], transaction });
        const [turn] = await selectRows<Turn>(db, { sql: GIVE, bind: [draftId, digest], transaction });
        return turn ?? null;
      });
      return given ?? find(draftId);
    },
  };
}
