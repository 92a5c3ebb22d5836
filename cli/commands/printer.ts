export interface Printer {
  line(text?: string): void;
  /** One line of pure JSON, for programs that read the last line. */
  json(value: unknown): void;
  /** Columns under their headings, or `ifEmpty` when there are no rows. */
  table(rows: readonly Record<string, string>[], ifEmpty: string): void;
}

/** What commands say to people and programs; `write` takes whole lines. */
export function createPrinter(write: (text: string) => void): Printer {
  const line = (text = '') => write(`${text}\n`);
  return {
    line,
    json: (value) => line(JSON.stringify(value)),
    table: (rows, ifEmpty) => (rows[0] ? tableLines(rows).forEach((text) => line(text)) : line(ifEmpty)),
  };
}

function tableLines(rows: readonly Record<string, string>[]): string[] {
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const lineOf = (cells: string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [lineOf(columns), ...rows.map((row) => lineOf(columns.map((column) => row[column] ?? '')))];
}
