/** PostgreSQL's type of each column that is written from JSON. */
export type ColumnTypes<Row> = Record<keyof Row & string, string>;

/** SQL for rows that one parameter brings as JSON, each an object by the names of `types`. */
export function recordset<Row>(parameter: `$${number}`, types: ColumnTypes<Row>): string {
  return `jsonb_to_recordset(${parameter}::jsonb) AS given (${columns(types, (name, type) => `${name} ${type}`)})`;
}

/** The names of the columns as SQL, each as `write` puts it. */
export function columns<Row>(
  types: ColumnTypes<Row>,
  write: (name: string, type: string) => string = (name) => name,
): string {
  return Object.entries<string>(types)
    .map(([name, type]) => write(snakeCase(name), type))
    .join(', ');
}

/** An object whose fields are named as columns are. */
export function toColumns(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [snakeCase(name), value as unknown]));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
