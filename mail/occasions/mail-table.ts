import type { MailTable } from '../mail-view';

/** A table, and what plain text has instead: its first column, and the others under their names. */
export function mailTable({ title, columns, rows }: Omit<MailTable, 'lines'>): MailTable {
  const [, ...names] = columns;
  const lines = rows.map(
    ([head = '', ...cells]) => `${head}: ${cells.map((cell, at) => `${names[at] ?? ''} ${cell}`).join(', ')}`,
  );
  return { title, columns, rows, lines };
}
