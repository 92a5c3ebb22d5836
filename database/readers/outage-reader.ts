import type { Transaction } from 'sequelize';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { isUuid } from '../is-uuid';
import { selectRows } from '../select-rows';
import { sqlInstant } from '../instants';
import { OUTAGE_UNTIL as UNTIL, readRunningOutages, type RunningOutage } from './running-outages';

/** What the engine still has to do for an outage, or has done. */
export type OutageState = 'shifting' | 'shifted' | 'undoing' | 'undone';

/** The cases that the agency had open or got while it was out, and how far the engine has come with them. */
export interface OutageCases {
  total: number;
  waiting: number;
  shifted: number;
  /** They had gone to another agency, were answered, or had no deadline to come. */
  left: number;
  givenBack: number;
  /** Nothing was left to move back. */
  kept: number;
}

export interface Outage {
  id: string;
  agency: string;
  hours: number;
  reason: string;
  state: OutageState;
  /** Credential: `key:<id>`, `staff:<id>`. */
  createdBy: string;
  createdAt: Instant;
  /** When its hours are over. */
  until: Instant;
  undoneBy: string | null;
  undoneAt: Instant | null;
  /** Whether the agency is out now. */
  isRunning: boolean;
  cases: OutageCases;
}

export interface OutageReader {
  find(id: string): Promise<Outage | null>;
  /** Agencies that are out now. */
  running(): Promise<RunningOutage[]>;
  /** Of one agency, or of all; latest first, at most `limit`. */
  list(input: { agency?: string; limit: number }): Promise<Outage[]>;
  /** Ids of outages that the engine has not finished with after more than `graceMs`. */
  unfinished(input: { graceMs: number }): Promise<string[]>;
}

const counted = (state: string) => `count(*) FILTER (WHERE c.state = '${state}')::int`;

/** For `WHERE`: the agency is out, or the engine has not finished with the outage. */
export const OUTAGE_RUNS = `(o.state IN ('shifting', 'undoing') OR (o.undone_at IS NULL AND ${UNTIL} > clock_timestamp()))`;

const OUTAGES = `
  SELECT o.id, o.agency, o.hours, o.reason, o.state, o.created_by AS "createdBy", o.undone_by AS "undoneBy",
    ${sqlInstant('o.created_at')} AS "createdAt", ${sqlInstant(UNTIL)} AS until, ${sqlInstant('o.undone_at')} AS "undoneAt",
    ${OUTAGE_RUNS} AS "isRunning",
    (SELECT jsonb_build_object('total', count(*)::int, 'waiting', ${counted('waiting')},
        'shifted', ${counted('shifted')}, 'left', ${counted('left')}, 'givenBack', ${counted('given_back')},
        'kept', ${counted('kept')})
      FROM agency_outage_cases AS c WHERE c.outage_id = o.id) AS cases
  FROM agency_outages AS o`;

export function createOutageReader({ db }: { db: Database }): OutageReader {
  return {
    find: (id) => findOutage(db, { id }),
    running: () => readRunningOutages(db),
    unfinished: ({ graceMs }) => unfinished(db, graceMs),
    list: ({ agency = null, limit }) =>
      selectRows<Outage>(db, {
        sql: `${OUTAGES} WHERE $1::text IS NULL OR o.agency = $1 ORDER BY o.created_at DESC, o.id DESC LIMIT $2`,
        bind: [agency, limit],
      }),
  };
}

async function unfinished(db: Database, graceMs: number): Promise<string[]> {
  const rows = await selectRows<{ id: string }>(db, {
    sql: `SELECT id FROM agency_outages WHERE state IN ('shifting', 'undoing')
      AND coalesce(undone_at, created_at) < clock_timestamp() - $1::float8 * interval '1 millisecond'
      ORDER BY created_at`,
    bind: [graceMs],
  });
  return rows.map(({ id }) => id);
}

export async function findOutage(
  db: Database,
  { id, transaction }: { id: string; transaction?: Transaction },
): Promise<Outage | null> {
  if (!isUuid(id)) return null;
  const [outage] = await selectRows<Outage>(db, {
    sql: `${OUTAGES} WHERE o.id = $1`,
    bind: [id],
    transaction,
  });
  return outage ?? null;
}
