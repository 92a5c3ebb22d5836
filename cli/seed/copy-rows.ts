import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type Cell = string | number | boolean | Date | object | null;

export interface Copying {
  /** Of our own making, as every name of a table or column is. */
  table: string;
  columns: readonly string[];
  /** Cells in the order of the columns. */
  rows: Iterable<readonly Cell[]>;
}

/** PostgreSQL's COPY: some ten times as quick as INSERT. Runs in the client's transaction, if it is in one. */
export async function copyRows(client: ClientBase, { table, columns, rows }: Copying): Promise<void> {
  const into = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN (FORMAT csv)`));
  const lines = stringify({
    // Without quotes an empty cell is NULL, with them it is an empty text.
    quoted_string: true,
    cast: {
      date: (at) => at.toISOString(),
      boolean: (is) => String(is),
      object: (value) => JSON.stringify(value),
    },
  });
  await pipeline(Readable.from(rows, { objectMode: true }), lines, into);
}
