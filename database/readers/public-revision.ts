import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** The counter that migration 0027 introduced. */
export async function readPublicRevision(db: Database): Promise<string> {
  const [row] = await selectRows<{ number: string }>(db, { sql: 'SELECT number FROM public_revision' });
  if (!row) throw new RangeError('the public revision has one row');
  return row.number;
}
