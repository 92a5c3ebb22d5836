import type { Instant } from '../../domain/instant';
import { selectRows } from '../select-rows';
import type { Database } from '../connection';

export interface ActInputDisposal {
  /**
   * Removes the text and photos of an act that was refused and will not be asked for again. What an event refers
   * to stays.
   * @returns ids of the photos, so that their files can be removed, too
   */
  discard(inputId: string): Promise<{ photoIds: string[] }>;
  /**
   * Does the same for every act asked for before `askedBefore` that does not count: refused, or never decided.
   * @returns batches of photo ids, until none is left
   */
  discardRefused(askedBefore: Instant): AsyncIterable<string[]>;
}

const UNUSED = `NOT EXISTS (SELECT FROM act_inputs i JOIN timeline_events e ON e.complaint_id = i.complaint_id
    WHERE i.id = $1 AND e.input_id = i.id)`;

/** Small, so that a long sweep holds nothing up. */
const BATCH = 1_000;

// An act without text or photos is only recognised by its request. What counts once counts for good, so it is
// checked only once.
const REFUSED = `
  WITH old AS (
    SELECT i.id, EXISTS (SELECT FROM timeline_events e
        WHERE e.complaint_id = i.complaint_id AND (e.input_id = i.id OR e.request_id = i.request_id)) AS counts
    FROM act_inputs i WHERE NOT i.counts AND i.created_at < $1 ORDER BY i.created_at LIMIT ${BATCH} FOR UPDATE
  ), kept AS (
    UPDATE act_inputs SET counts = true FROM old WHERE act_inputs.id = old.id AND old.counts
  ), pictures AS (
    DELETE FROM photos USING old WHERE photos.input_id = old.id AND NOT old.counts RETURNING photos.id
  ), gone AS (
    DELETE FROM act_inputs USING old WHERE act_inputs.id = old.id AND NOT old.counts
  )
  SELECT (SELECT count(*)::int FROM old) AS seen, (SELECT coalesce(array_agg(id), '{}') FROM pictures) AS "photoIds"`;

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
    async *discardRefused(askedBefore) {
      for (let seen = BATCH; seen === BATCH;) {
        const bind = [new Date(askedBefore)];
        const [row] = await selectRows<{ seen: number; photoIds: string[] }>(db, { sql: REFUSED, bind });
        if (row) yield row.photoIds;
        seen = row?.seen ?? 0;
      }
    },
  };
}
