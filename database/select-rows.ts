import { QueryTypes, type Transaction } from 'sequelize';
import type { Database } from './connection';

export interface Query {
  /** Values only as `$1`, `$2`, …. */
  sql: string;
  bind?: unknown[];
  transaction?: Transaction;
}

/** The rows of a query in plain SQL, also of `INSERT … RETURNING` and `UPDATE … RETURNING`. */
export function selectRows<Row extends object>(
  db: Database,
  { sql, bind = [], transaction }: Query,
): Promise<Row[]> {
  return db.sequelize.query<Row>(sql, { type: QueryTypes.SELECT, bind, transaction });
}
