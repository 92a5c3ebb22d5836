import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

export interface RatingStore {
  /** `stars` 1 to 5. A second rating replaces the first. */
  rate(
    input: { complaintId: string; stars: number; text: string | null },
    transaction?: Transaction,
  ): Promise<void>;
}

const RATE = `
  WITH rated AS (
    INSERT INTO ratings (complaint_id, stars, text) VALUES ($1, $2, $3)
    ON CONFLICT (complaint_id) DO UPDATE SET stars = excluded.stars, text = excluded.text, created_at = now()
    RETURNING complaint_id, stars)
  UPDATE promise_facts AS facts SET stars = rated.stars FROM rated
  WHERE facts.complaint_id = rated.complaint_id`;

export function createRatingStore({ db }: { db: Database }): RatingStore {
  return {
    async rate({ complaintId, stars, text }, transaction) {
      await selectRows(db, { sql: RATE, bind: [complaintId, stars, text], transaction });
    },
  };
}
