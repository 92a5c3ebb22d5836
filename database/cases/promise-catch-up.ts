import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { createPromiseProjection } from './promise-projection';

export interface PromiseCatchUp {
  /**
   * Computes missing promise facts: of complaints older than the facts, and of events that a worker of an older
   * version recorded without them or only in part. Several may run at once. @returns for how many complaints
   */
  run(): Promise<number>;
}

interface CatchUpDeps {
  db: Database;
  /** Complaints per transaction. */
  batch?: number;
}

// The facts are not updated for events that cannot change a promise (domain/promise-facts.ts): those are left out
// here.
const MISSING = `
  SELECT c.id FROM complaints c LEFT JOIN promise_facts p ON p.complaint_id = c.id
  WHERE p.complaint_id IS NULL OR (p.resolved_in_time IS NOT NULL AND p.decided_at IS NULL)
    OR (p.sequence < c.sequence AND EXISTS (
    SELECT 1 FROM timeline_events e WHERE e.complaint_id = c.id AND e.sequence > p.sequence
      AND e.type NOT IN ('reminded', 'warned', 'officer_assigned', 'nudged', 'confirmed', 'closed')
      AND (e.type <> 'noted' OR e.data ->> 'kind' = 'checkpoint_missed')))`;
// The lock holds back the case's worker and its rating, so that they write after this and not in the middle of it.
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
