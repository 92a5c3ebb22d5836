import type { Database } from '../connection';
import { findOutage, type Outage } from '../readers/outage-reader';
import { selectRows } from '../select-rows';
import { lockOutage } from './outage-lock';

export type OutageCaseState = 'waiting' | 'shifted' | 'left' | 'given_back' | 'kept';

/** The cases whose deadlines have to be moved next, or moved back. */
export interface OutageJob {
  act: 'shift' | 'unshift';
  outage: Outage;
  cases: { id: string; clockOffsetMs: number }[];
}

/** The work that an outage causes for the engine. */
export interface OutageWork {
  /** Null when nothing is left to do, which is then recorded, or when there is no such outage. */
  next(input: { outageId: string; limit: number }): Promise<OutageJob | null>;
  record(input: { outageId: string; complaintId: string; state: OutageCaseState }): Promise<void>;
  /** The case failed: the others come first. */
  postpone(input: { outageId: string; complaintId: string }): Promise<void>;
}

/** Calling off includes waiting cases: one may have been moved without that being recorded. */
const TO_DO = {
  shifting: { act: 'shift', cases: ['waiting'], over: 'shifted' },
  undoing: { act: 'unshift', cases: ['waiting', 'shifted'], over: 'undone' },
} as const;

export function createOutageWork({ db }: { db: Database }): OutageWork {
  return {
    next: (input) => next(db, input),
    async record({ outageId, complaintId, state }) {
      await selectRows(db, {
        sql: 'UPDATE agency_outage_cases SET state = $3 WHERE outage_id = $1 AND complaint_id = $2 RETURNING state',
        bind: [outageId, complaintId, state],
      });
    },
    async postpone({ outageId, complaintId }) {
      await selectRows(db, {
        sql: `UPDATE agency_outage_cases SET tried_at = clock_timestamp()
          WHERE outage_id = $1 AND complaint_id = $2 RETURNING state`,
        bind: [outageId, complaintId],
      });
    },
  };
}

function next(
  db: Database,
  { outageId, limit }: { outageId: string; limit: number },
): Promise<OutageJob | null> {
  return db.sequelize.transaction(async (transaction) => {
    await lockOutage(db, { outageId, shared: true, transaction });
    const outage = await findOutage(db, { id: outageId, transaction });
    if (!outage || outage.state === 'shifted' || outage.state === 'undone') return null;
    const { act, cases, over } = TO_DO[outage.state];
    const rows = await selectRows<OutageJob['cases'][number]>(db, {
      sql: `SELECT complaint_id AS id, clock_offset::float8 AS "clockOffsetMs" FROM agency_outage_cases
        JOIN complaints ON complaints.id = complaint_id
        WHERE outage_id = $1 AND state = ANY($3) ORDER BY tried_at NULLS FIRST, complaint_id LIMIT $2`,
      bind: [outageId, limit, cases],
      transaction,
    });
    if (rows.length > 0) return { act, outage, cases: rows };
    await selectRows(db, {
      sql: 'UPDATE agency_outages SET state = $2 WHERE id = $1 RETURNING id',
      bind: [outageId, over],
      transaction,
    });
    return null;
  });
}
