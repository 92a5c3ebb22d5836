import { QueryTypes, type Transaction } from 'sequelize';
import type { Database } from './connection';

export interface Query {
  /** Values stand as `$1`, `$2`, … and nowhere else. */
  sql: string;
  bind?: unknown[];
  transaction?: Transaction;
}

/** The rows of a query in PostgreSQL's own words, also those of `INSERT … RETURNING` and `UPDATE … RETURNING`. */
export function selectRows<Row extends object>(
  db: Database,
  { sql, bind = [], transaction }: Query,
): Promise<Row[]> {
  return db.sequelize.query<Row>(sql, { type: QueryTypes.SELECT, bind, transaction });
}
