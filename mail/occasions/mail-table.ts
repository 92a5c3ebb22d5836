import type { MailTable } from '../mail-view';

/** A table, with lines for plain text: the first column, then each other cell after its column's name. */
export function mailTable({ title, columns, rows }: Omit<MailTable, 'lines'>): MailTable {
  const [, ...names] = columns;
  const lines = rows.map(
    ([head = '', ...cells]) => `${head}: ${cells.map((cell, at) => `${names[at] ?? ''} ${cell}`).join(', ')}`,
  );
  return { title, columns, rows, lines };
}
