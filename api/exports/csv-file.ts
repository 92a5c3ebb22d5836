import { stringify } from 'csv-stringify/sync';
import { PLAIN_CSV, type CsvDialect } from './csv-dialect';
import type { FileStream } from '../http/reply';

export interface CsvColumn<Row> {
  title: string;
  /**
   * Numbers stay numbers; a text that begins like a formula is escaped, so that a spreadsheet reads it as text.
   */
  of(row: Row): string | number;
}

interface CsvInput<Row> {
  /** Without extension. */
  name: string;
  columns: readonly CsvColumn<Row>[];
  pages: AsyncIterable<readonly Row[]>;
  /** For programs when left out. */
  dialect?: CsvDialect;
}

export const CSV_TYPE = 'text/csv';

/** A table for a spreadsheet; an empty one has its header, too. */
export function csvFile<Row>(input: CsvInput<Row>): FileStream {
  return { type: `${CSV_TYPE}; charset=utf-8`, fileName: `${input.name}.csv`, chunks: chunksOf(input) };
}

async function* chunksOf<Row>({
  columns,
  pages,
  dialect = PLAIN_CSV,
}: CsvInput<Row>): AsyncGenerator<string> {
  const { delimiter, decimalMark } = dialect;
  const cast = { number: (value: number) => String(value).replace('.', decimalMark) };
  let isFirst = true;
  for await (const rows of pages) {
    yield stringify(
      rows.map((row) => columns.map(({ of }) => of(row))),
      // The byte order mark tells spreadsheets that the file is UTF-8.
      {
        ...{ header: isFirst, bom: isFirst, columns: columns.map(({ title }) => title) },
        ...{ delimiter, cast, escape_formulas: true },
      },
    );
    isFirst = false;
  }
}
