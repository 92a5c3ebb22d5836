import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** A complaint that waits for its workflow to be started. */
export interface Unstarted {
  id: string;
  trackingCode: string;
  category: string;
  clockOffsetMs: number;
}

/** The complaints themselves are the outbox for the engine. */
export interface StartQueue {
  /**
   * Claims the oldest ones that have no workflow and that nobody else has claimed; the claim ends after `leaseMs`.
   */
  claim(input: { limit: number; leaseMs: number }): Promise<Unstarted[]>;
  /** Keeps the earlier time if it was started before. */
  markStarted(id: string): Promise<void>;
  /** Gives up a claim at once. */
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
