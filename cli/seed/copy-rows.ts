import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type Cell = string | number | boolean | Date | object | null;

export interface Copying {
  /** Our own constant, never input, as are all names of tables and columns. */
  table: string;
  columns: readonly string[];
  /** Cells in the order of the columns. */
  rows: Iterable<readonly Cell[]>;
}

/** Copies rows by PostgreSQL's COPY: ten times as fast as INSERT. Runs in the client's transaction, if any. */
export async function copyRows(client: ClientBase, { table, columns, rows }: Copying): Promise<void> {
  const into = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN (FORMAT csv)`));
  const lines = stringify({
    // An empty cell without quotes is NULL; with quotes it is an empty text.
    quoted_string: true,
    cast: {
      date: (at) => at.toISOString(),
      boolean: (is) => String(is),
      object: (value) => JSON.stringify(value),
    },
  });
  await pipeline(Readable.from(rows, { objectMode: true }), lines, into);
}
