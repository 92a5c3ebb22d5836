import { Sequelize } from 'sequelize';
import { keepValuesOutOfErrors } from './keep-values-out-of-errors';
import { createModels, type Models } from './models/create-models';

export interface Database {
  sequelize: Sequelize;
  models: Models;
  /** Waits for queries in flight. */
  close(): Promise<void>;
}

export interface OpenDatabaseInput {
  /** `postgres://…`, with `sslmode` and the like as PostgreSQL's own tools read them. */
  url: string;
  maxConnections: number;
  /** How long an answer is waited for, in milliseconds; the product's own when left out. */
  queryDeadlineMs?: number;
  /** Hears of each query; some SQL texts hold values, so they belong in no log. */
  onQuery?: (sql: string, durationMs: number) => void;
}

/** Short enough that a request learns of a lost PostgreSQL (503) before its client gives up. */
const CONNECT_DEADLINE_MS = 3_000;
const ACQUIRE_DEADLINE_MS = 5_000;
/** No query of ours is meant to take seconds; whatever does would hold a connection for nothing. */
const STATEMENT_DEADLINE_MS = 20_000;
/** A PostgreSQL that hangs does not keep its own deadline, so this side has one, too. */
const QUERY_DEADLINE_MS = 25_000;

/** A pool that connects with its first query. */
export function openDatabase({
  url,
  maxConnections,
  queryDeadlineMs = QUERY_DEADLINE_MS,
  onQuery,
}: OpenDatabaseInput): Database {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    logging: onQuery ? (sql, durationMs) => onQuery(sql, durationMs ?? 0) : false,
    benchmark: true,
    define: { timestamps: false, underscored: true, freezeTableName: true },
    pool: { max: maxConnections, min: 0, acquire: ACQUIRE_DEADLINE_MS, idle: 30_000 },
    dialectOptions: {
      application_name: 'sikesal',
      connectionTimeoutMillis: CONNECT_DEADLINE_MS,
      statement_timeout: STATEMENT_DEADLINE_MS,
      query_timeout: queryDeadlineMs,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  });
  keepValuesOutOfErrors(sequelize);
  return { sequelize, models: createModels(sequelize), close: () => sequelize.close() };
}
