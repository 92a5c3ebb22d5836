import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { createPromiseProjection } from './promise-projection';

export interface PromiseCatchUp {
  /**
   * Tells the promises that nobody has told: of complaints older than these facts, and of what a worker of an older
   * version has recorded, or told in part. Several may run at once. @returns how many were told
   */
  run(): Promise<number>;
}

interface CatchUpDeps {
  db: Database;
  /** Complaints per transaction. */
  batch?: number;
}

// The events that domain/promise-facts.ts calls of no consequence leave the facts behind their complaint for good.
const MISSING = `
  SELECT c.id FROM complaints c LEFT JOIN promise_facts p ON p.complaint_id = c.id
  WHERE p.complaint_id IS NULL OR (p.resolved_in_time IS NOT NULL AND p.decided_at IS NULL)
    OR (p.sequence < c.sequence AND EXISTS (
    SELECT 1 FROM timeline_events e WHERE e.complaint_id = c.id AND e.sequence > p.sequence
      AND e.type NOT IN ('reminded', 'warned', 'officer_assigned', 'nudged', 'confirmed', 'closed')
      AND (e.type <> 'noted' OR e.data ->> 'kind' = 'checkpoint_missed')))`;
// The lock makes a case's worker and its rating wait: what they write comes after this, not into the middle of it.
const LOCK = `SELECT id FROM complaints WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`;

export function createPromiseCatchUp({ db, batch = 500 }: CatchUpDeps): PromiseCatchUp {
  const projection = createPromiseProjection({ db });

  async function tell(complaintIds: string[]): Promise<void> {
    await db.sequelize.transaction(async (transaction) => {
      await selectRows(db, { sql: LOCK, bind: [complaintIds], transaction });
      await projection.project({ complaintIds, transaction });
    });
  }

  return {
    async run() {
      const ids = (await selectRows<{ id: string }>(db, { sql: MISSING })).map(({ id }) => id);
      for (let from = 0; from < ids.length; from += batch) await tell(ids.slice(from, from + batch));
      return ids.length;
    },
  };
}
