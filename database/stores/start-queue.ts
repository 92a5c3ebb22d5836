import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** A complaint that waits for its workflow. */
export interface Unstarted {
  id: string;
  trackingCode: string;
  category: string;
  clockOffsetMs: number;
}

/** The complaints themselves are the outbox of the engine. */
export interface StartQueue {
  /**
   * The oldest that have no workflow and are in nobody else's hands; they are the caller's for `leaseMs`, then
   * anybody's again.
   */
  claim(input: { limit: number; leaseMs: number }): Promise<Unstarted[]>;
  /** One that was started before stays as it is. */
  markStarted(id: string): Promise<void>;
  /** Gives a claimed one back at once. */
  release(id: string): Promise<void>;
}

const CLAIM = `
  UPDATE complaints c SET start_claimed_until = now() + $2 * interval '1 millisecond'
  WHERE id IN (
    SELECT id FROM complaints
    WHERE workflow_started_at IS NULL AND (start_claimed_until IS NULL OR start_claimed_until <= now())
    ORDER BY received_at LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING id, tracking_code AS "trackingCode", category, clock_offset::float8 AS "clockOffsetMs"`;

export function createStartQueue({ db }: { db: Database }): StartQueue {
  const { Complaint } = db.models;
  return {
    claim: ({ limit, leaseMs }) => selectRows<Unstarted>(db, { sql: CLAIM, bind: [limit, leaseMs] }),
    async markStarted(id) {
      await selectRows(db, {
        sql: `UPDATE complaints SET workflow_started_at = now(), start_claimed_until = NULL
          WHERE id = $1 AND workflow_started_at IS NULL RETURNING id`,
        bind: [id],
      });
    },
    async release(id) {
      await Complaint.update({ startClaimedUntil: null }, { where: { id } });
    },
  };
}
