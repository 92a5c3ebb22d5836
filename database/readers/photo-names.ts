import type { Database } from '../connection';
import { selectRows } from '../select-rows';

export interface PhotoNames {
  /** Those of the ids that belong to a complaint, an act or a draft. */
  named(ids: readonly string[]): Promise<Set<string>>;
}

export function createPhotoNames({ db }: { db: Database }): PhotoNames {
  return {
    async named(ids) {
      // One statement: a photo that moves from a draft to its complaint is always in one of the tables.
      const rows = await selectRows<{ id: string }>(db, {
        sql: `SELECT id FROM photos WHERE id = ANY($1::uuid[])
          UNION SELECT id FROM draft_photos WHERE id = ANY($1::uuid[])`,
        bind: [ids],
      });
      return new Set(rows.map(({ id }) => id));
    },
  };
}
