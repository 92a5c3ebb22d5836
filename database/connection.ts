import { Sequelize } from 'sequelize';
import { keepValuesOutOfErrors } from './keep-values-out-of-errors';
import { lastingPg } from './lasting-client';
import { createModels, type Models } from './models/create-models';

export interface Database {
  sequelize: Sequelize;
  models: Models;
  /** Waits for queries in flight. */
  close(): Promise<void>;
}

export interface OpenDatabaseInput {
  /** `postgres://…`, with `sslmode` and the like as PostgreSQL's own tools understand them. */
  url: string;
  maxConnections: number;
  /** How long to wait for a result, in milliseconds; defaults to `QUERY_DEADLINE_MS`. */
  queryDeadlineMs?: number;
  /** How long to wait for a connection of the pool, in milliseconds; defaults to `ACQUIRE_DEADLINE_MS`. */
  acquireDeadlineMs?: number;
  /** Called for each query. Some SQL texts contain values, so they must not be logged. */
  onQuery?: (sql: string, durationMs: number) => void;
}

/** Short enough that a request learns of a lost PostgreSQL (503) before its client gives up. */
const CONNECT_DEADLINE_MS = 3_000;
const ACQUIRE_DEADLINE_MS = 5_000;
/** None of our queries should take seconds; one that does would only block a connection. */
const STATEMENT_DEADLINE_MS = 20_000;
/** A PostgreSQL that hangs does not enforce its own time-out, so the client has one, too. */
const QUERY_DEADLINE_MS = 25_000;

/** Opens a pool that connects with its first query. */
export function openDatabase({
  url,
  maxConnections,
  queryDeadlineMs = QUERY_DEADLINE_MS,
  acquireDeadlineMs = ACQUIRE_DEADLINE_MS,
  onQuery,
}: OpenDatabaseInput): Database {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    dialectModule: lastingPg,
    logging: onQuery ? (sql, durationMs) => onQuery(sql, durationMs ?? 0) : false,
    benchmark: true,
    define: { timestamps: false, underscored: true, freezeTableName: true },
    pool: { max: maxConnections, min: 0, acquire: acquireDeadlineMs, idle: 30_000 },
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
