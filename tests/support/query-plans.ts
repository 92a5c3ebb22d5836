import { QueryTypes, type QueryOptions } from 'sequelize';
import type { Database } from '../../database/connection';

/** PostgreSQL explains these; not what begins or ends a transaction. */
const EXPLAINABLE = /^\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b/;

/** The plans of the queries that `work` makes, in order, with the values that they had. */
export async function plansOf({ sequelize }: Database, work: () => Promise<unknown>): Promise<string[]> {
  const query = sequelize.query.bind(sequelize);
  const plans: string[] = [];
  const explaining = async (sql: string, options: QueryOptions = {}): Promise<unknown> => {
    if (EXPLAINABLE.test(sql)) {
      const { bind, transaction } = options;
      const explain = { bind, transaction, type: QueryTypes.SELECT } as const;
      const lines = await query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, explain);
      plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
    }
    return query(sql, options);
  };
  sequelize.query = explaining as typeof sequelize.query;
  try {
    await work();
  } finally {
    sequelize.query = query as typeof sequelize.query;
  }
  return plans;
}

/** Expects that a plan uses the indexes, and reads none of the tables as a whole; no table at all if none is named. */
export function expectIndexes(plan: string, indexes: readonly string[], tables?: readonly string[]): void {
  for (const index of indexes) expect(plan).toContain(index);
  const scanned = [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table = '']) => table);
  expect(scanned.filter((table) => tables?.includes(table) ?? true)).toEqual([]);
}
