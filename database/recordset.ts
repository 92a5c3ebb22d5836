/** The PostgreSQL type of each column that is written from JSON. */
export type ColumnTypes<Row> = Record<keyof Row & string, string>;

/** SQL for rows passed in one parameter as a JSON array, each an object with the names of `types`. */
export function recordset<Row>(parameter: `$${number}`, types: ColumnTypes<Row>): string {
  return `jsonb_to_recordset(${parameter}::jsonb) AS given (${columns(types, (name, type) => `${name} ${type}`)})`;
}

/** The column names as SQL, each as formatted by `write`. */
export function columns<Row>(
  types: ColumnTypes<Row>,
  write: (name: string, type: string) => string = (name) => name,
): string {
  return Object.entries<string>(types)
    .map(([name, type]) => write(snakeCase(name), type))
    .join(', ');
}

/** A copy of an object with column names as keys. */
export function toColumns(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [snakeCase(name), value as unknown]));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
