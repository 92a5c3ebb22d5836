import { stringify } from 'csv-stringify/sync';
import type { FileStream } from '../http/reply';

export interface CsvColumn<Row> {
  title: string;
  /** A number stays one; of a text that begins like a formula a spreadsheet is told that it is a text. */
  of(row: Row): string | number;
}

interface CsvInput<Row> {
  /** Without its ending. */
  name: string;
  columns: readonly CsvColumn<Row>[];
  pages: AsyncIterable<readonly Row[]>;
}

export const CSV_TYPE = 'text/csv';

/** A table for a spreadsheet, headed also when nothing stands in it. */
export function csvFile<Row>({ name, columns, pages }: CsvInput<Row>): FileStream {
  return { type: `${CSV_TYPE}; charset=utf-8`, fileName: `${name}.csv`, chunks: chunksOf(columns, pages) };
}

async function* chunksOf<Row>(
  columns: readonly CsvColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const rows of pages) {
    yield stringify(
      rows.map((row) => columns.map(({ of }) => of(row))),
      // The mark tells spreadsheets that it is UTF-8.
      { header: isFirst, bom: isFirst, columns: columns.map(({ title }) => title), escape_formulas: true },
    );
    isFirst = false;
  }
}
