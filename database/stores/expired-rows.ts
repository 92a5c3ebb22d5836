import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** Rows that are only useful for a while. */
export interface ExpiredRows {
  /**
   * Idempotency keys used before this instant; a request with one of them then counts as new. @returns how many
   */
  forgetRequests(before: Instant): Promise<number>;
  /**
   * Mails about no complaint that were created before this instant and are no longer pending. @returns how many
   */
  forgetOccasionalMails(before: Instant): Promise<number>;
  /** Counts of how often networks were asked for a step before this instant. @returns how many rows */
  forgetPressure(before: Instant): Promise<number>;
  /** News for phones that was queued before this instant, whatever became of it. @returns how many */
  forgetPushes(before: Instant): Promise<number>;
  /** Turns that were due before this instant. @returns how many */
  forgetTurns(before: Instant): Promise<number>;
}

/** Small, so that a long sweep holds nothing up. */
const BATCH = 5_000;

const REQUESTS = `DELETE FROM idempotency_keys WHERE (scope, key) IN (
    SELECT scope, key FROM idempotency_keys WHERE created_at < $1 LIMIT ${BATCH}
  ) RETURNING 1`;

const OCCASIONAL_MAILS = `DELETE FROM notifications WHERE id IN (
    SELECT id FROM notifications
    WHERE complaint_id IS NULL AND created_at < $1 AND state <> 'pending' LIMIT ${BATCH}
  ) RETURNING 1`;

const PRESSURE = `DELETE FROM intake_pressure WHERE (minute, network) IN (
    SELECT minute, network FROM intake_pressure WHERE minute < $1 LIMIT ${BATCH}
  ) RETURNING 1`;

const PUSHES = `DELETE FROM push_deliveries WHERE id IN (
    SELECT id FROM push_deliveries
    WHERE created_at < $1 AND (lease IS NULL OR leased_until <= now()) LIMIT ${BATCH}
  ) RETURNING 1`;

const TURNS = `DELETE FROM filing_turns WHERE subject IN (
    SELECT subject FROM filing_turns WHERE due_at < $1 LIMIT ${BATCH}
  ) RETURNING 1`;

export function createExpiredRows({ db }: { db: Database }): ExpiredRows {
  async function forget(sql: string, before: Instant): Promise<number> {
    let forgotten = 0;
    for (let last = BATCH; last === BATCH; forgotten += last) {
      last = (await selectRows(db, { sql, bind: [new Date(before)] })).length;
    }
    return forgotten;
  }

  return {
    forgetRequests: (before) => forget(REQUESTS, before),
    forgetOccasionalMails: (before) => forget(OCCASIONAL_MAILS, before),
    forgetPressure: (before) => forget(PRESSURE, before),
    forgetPushes: (before) => forget(PUSHES, before),
    forgetTurns: (before) => forget(TURNS, before),
  };
}
