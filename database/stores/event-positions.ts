import type { Transaction } from 'sequelize';
import { ADVISORY_LOCKS } from '../advisory-locks';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { CHANNELS } from './notify';

/** Positions that were just assigned, both ends inclusive. */
export interface PositionRange {
  fromPosition: number;
  toPosition: number;
}

/** Queues, in the publisher's own transaction, the deliveries for the events of a range. */
export type FanOut = (range: PositionRange & { transaction: Transaction }) => Promise<void>;

interface PublishInput {
  /** Most events per transaction, not counting those of the same complaints that have to come before them. */
  limit: number;
  fanOut?: FanOut;
}

// The events of a complaint keep their order even if a clock was set back: each counts as no earlier than those
// before it, and takes them along if they still wait. MATERIALIZED makes PostgreSQL read the complaints one by one:
// it does not know how many events wait, and might go through all of them for each.
const ASSIGN_POSITIONS = `
  WITH oldest AS (
    SELECT complaint_id, sequence FROM timeline_events WHERE position IS NULL
    ORDER BY recorded_at, complaint_id, sequence LIMIT $1
  ), timelines AS MATERIALIZED (
    SELECT e.complaint_id, e.sequence, e.recorded_at, e.position
    FROM (SELECT complaint_id, max(sequence) AS last FROM oldest GROUP BY complaint_id) o
      JOIN timeline_events e ON e.complaint_id = o.complaint_id AND e.sequence <= o.last
  ), settled AS (
    SELECT complaint_id, sequence, max(recorded_at) OVER (PARTITION BY complaint_id ORDER BY sequence) AS recorded_at
    FROM timelines WHERE position IS NULL
  ), numbered AS (
    SELECT complaint_id, sequence, row_number() OVER (ORDER BY recorded_at, complaint_id, sequence)
      + (SELECT coalesce(max(position), 0) FROM timeline_events) AS position
    FROM settled
  ), published AS (
    UPDATE timeline_events e SET position = n.position FROM numbered n
    WHERE e.complaint_id = n.complaint_id AND e.sequence = n.sequence
    RETURNING e.position
  )
  SELECT min(position)::float8 AS "fromPosition", max(position)::float8 AS "toPosition" FROM published`;

/**
 * Assigns the next positions to committed events that have none, oldest first, and notifies followers of the feed.
 * Null when there are none, or when another process is assigning positions right now.
 */
export function publishEvents(db: Database, { limit, fanOut }: PublishInput): Promise<PositionRange | null> {
  return db.sequelize.transaction(async (transaction) => {
    if (!(await isAlone(db, transaction))) return null;
    const [range] = await selectRows<Partial<PositionRange>>(db, {
      sql: ASSIGN_POSITIONS,
      bind: [limit],
      transaction,
    });
    const { fromPosition, toPosition } = range ?? {};
    if (!fromPosition || !toPosition) return null;
    await fanOut?.({ fromPosition, toPosition, transaction });
    await selectRows(db, {
      sql: 'SELECT pg_notify($1, $2)',
      bind: [CHANNELS.feed, String(toPosition)],
      transaction,
    });
    return { fromPosition, toPosition };
  });
}

/** The lock is held until the commit is visible, so that the next publisher reads the highest position. */
async function isAlone(db: Database, transaction: Transaction): Promise<boolean> {
  const [lock] = await selectRows<{ taken: boolean }>(db, {
    sql: 'SELECT pg_try_advisory_xact_lock($1) AS taken',
    bind: [ADVISORY_LOCKS.positions],
    transaction,
  });
  return lock?.taken === true;
}
