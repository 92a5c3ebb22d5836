import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { decodeDeskCursor, encodeDeskCursor } from './desk-cursor';
import { deskConditions, IS_LATE, IS_NOBODYS, IS_SOON, type DeskFilter } from './desk-filter';
import { readEscalations, type Escalation } from './desk-escalations';
import { DESK_COLUMNS, DESK_ORDER, type DeskRow } from './desk-row';

export type { StaffNotification, Escalation } from './desk-escalations';
export type { DeskFilter } from './desk-filter';
export type { DeskRow } from './desk-row';

export interface DeskPage {
  /** From the page before. */
  cursor?: string;
  limit: number;
}

export interface DeskList {
  rows: DeskRow[];
  /** Cursor of the next page; null on the last one. */
  next: string | null;
}

export interface DeskCounts {
  /** The database's time of counting. */
  readAt: Instant;
  all: number;
  /** Of these, those that somebody still has to work on. */
  open: number;
  soon: number;
  late: number;
  /** Of these, those that `me` has. */
  mine: number;
  /** Open, and no officer has it. */
  nobodys: number;
}

/**
 * What staff's lists show. Only the caller knows who reads: the filter's `agencies` is the limit of what they may
 * see.
 */
export interface DeskReader {
  /**
   * Open complaints first: late ones, then by the time left until the next deadline; then answered ones, latest
   * first; then final ones. @throws InvalidCursorError
   */
  list(filter: DeskFilter, page: DeskPage): Promise<DeskList>;
  counts(filter: DeskFilter, input: { me: string }): Promise<DeskCounts>;
  /** How many came to the list after an instant of the database's clock: assigned, reassigned or reopened. */
  countReceived(filter: DeskFilter, input: { since: Instant }): Promise<number>;
  /** How many complaints that are not final each officer has, by officer id; officers without any are left out. */
  held(officers: readonly string[]): Promise<Map<string, number>>;
  /** Why complaints were escalated, and which staff were notified, by complaint id. */
  escalations(complaintIds: readonly string[]): Promise<Map<string, Escalation>>;
}

export function createDeskReader({ db }: { db: Database }): DeskReader {
  return {
    list: (filter, page) => readList(db, filter, page),
    counts: (filter, { me }) => readCounts(db, filter, me),
    countReceived: (filter, { since }) => readArrivals(db, filter, since),
    held: (officers) => readHeld(db, officers),
    escalations: (complaintIds) => readEscalations(db, complaintIds),
  };
}

async function readList(db: Database, filter: DeskFilter, { cursor, limit }: DeskPage): Promise<DeskList> {
  const where = deskConditions(filter, cursor === undefined ? null : decodeDeskCursor(cursor));
  // One more than asked for shows whether there is a next page.
  const more = where.value(limit + 1);
  const found = await selectRows<DeskRow>(db, {
    sql: `SELECT ${DESK_COLUMNS} FROM complaints c WHERE ${where.sql} ORDER BY ${DESK_ORDER} LIMIT ${more}`,
    bind: where.bind,
  });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? encodeDeskCursor(last) : null };
}

async function readCounts(db: Database, filter: DeskFilter, me: string): Promise<DeskCounts> {
  const where = deskConditions(filter);
  const mine = where.value(me);
  const [counts] = await selectRows<DeskCounts>(db, {
    sql: `
      SELECT floor(extract(epoch FROM now()) * 1000)::float8 AS "readAt", count(*)::int AS "all", count(*) FILTER (WHERE c.desk_rank = 0)::int AS open,
        count(*) FILTER (WHERE ${IS_SOON})::int AS soon, count(*) FILTER (WHERE ${IS_LATE})::int AS late,
        count(*) FILTER (WHERE c.officer = ${mine}::uuid)::int AS mine,
        count(*) FILTER (WHERE ${IS_NOBODYS})::int AS nobodys
      FROM complaints c WHERE ${where.sql}`,
    bind: where.bind,
  });
  if (!counts) throw new Error('a count has one row');
  return counts;
}

async function readArrivals(db: Database, filter: DeskFilter, since: Instant): Promise<number> {
  const where = deskConditions(filter);
  const after = where.value(new Date(since));
  const [found] = await selectRows<{ count: number }>(db, {
    sql: `
      SELECT count(DISTINCT c.id)::int AS count FROM timeline_events e JOIN complaints c ON c.id = e.complaint_id
      WHERE e.type IN ('assigned', 'reassigned', 'reopened') AND e.recorded_at > ${after} AND ${where.sql}`,
    bind: where.bind,
  });
  return found?.count ?? 0;
}

async function readHeld(db: Database, officers: readonly string[]): Promise<Map<string, number>> {
  const rows = await selectRows<{ officer: string; count: number }>(db, {
    sql: `
      SELECT officer, count(*)::int AS count FROM complaints
      WHERE officer = ANY($1::uuid[]) AND desk_rank < 2 GROUP BY officer`,
    bind: [[...officers]],
  });
  return new Map(rows.map(({ officer, count }) => [officer, count]));
}
