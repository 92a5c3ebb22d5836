import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** Cases whose execution cannot go on. */
export interface WedgedCases {
  /** It has a new execution by an operator's hand: what was counted for the old one is over. */
  forget(complaintId: string): Promise<void>;
}

const FORGET = 'DELETE FROM wedged_cases WHERE complaint_id = $1 RETURNING complaint_id';

export function createWedgedCases({ db }: { db: Database }): WedgedCases {
  return {
    async forget(complaintId) {
      await selectRows(db, { sql: FORGET, bind: [complaintId] });
    },
  };
}
