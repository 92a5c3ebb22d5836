import { selectRows } from '../select-rows';
import type { Database } from '../connection';

export interface ActInputDisposal {
  /**
   * Removes the words and photos of an act that was refused and will not be asked for again. What an event names stays.
   * @returns ids of the photos, so that their pictures go too
   */
  discard(inputId: string): Promise<{ photoIds: string[] }>;
}

const UNUSED = 'NOT EXISTS (SELECT FROM timeline_events WHERE input_id = $1)';

export function createActInputDisposal({ db }: { db: Database }): ActInputDisposal {
  return {
    discard: (inputId) =>
      db.sequelize.transaction(async (transaction) => {
        const photos = await selectRows<{ id: string }>(db, {
          sql: `DELETE FROM photos WHERE input_id = $1 AND ${UNUSED} RETURNING id`,
          bind: [inputId],
          transaction,
        });
        await selectRows(db, {
          sql: `DELETE FROM act_inputs WHERE id = $1 AND ${UNUSED} RETURNING id`,
          bind: [inputId],
          transaction,
        });
        return { photoIds: photos.map(({ id }) => id) };
      }),
  };
}
