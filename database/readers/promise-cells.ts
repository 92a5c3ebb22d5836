import type { PromiseCounts } from '../../domain/statistics';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { Conditions } from './conditions';
import type { StatisticsFilter } from './statistics-filter';

/** The finest group of counts. */
export interface PromiseCell extends PromiseCounts {
  agency: string;
  category: string;
  /** Of receipt, `YYYY-MM` in the city's time zone. */
  month: string;
  leastTargetHours: number;
  mostTargetHours: number;
  /** Time from receipt to each answer, in tenths of an hour. */
  tenths: Uint16Array;
}

interface Reading {
  filter: StatisticsFilter;
  timeZone: string;
}

// An open complaint past its deadline has missed it, whether the engine has recorded that or not.
const COUNTS = `
  count(*)::int AS received,
  count(*) FILTER (WHERE resolve_by >= now())::int AS running,
  count(*) FILTER (WHERE acknowledged_in_time IS NOT NULL OR acknowledge_by < now())::int AS "acknowledgedDecided",
  count(*) FILTER (WHERE acknowledged_in_time)::int AS "acknowledgedInTime",
  count(*) FILTER (WHERE resolved_in_time IS NOT NULL OR resolve_by < now())::int AS "resolvedDecided",
  count(*) FILTER (WHERE resolved_in_time)::int AS "resolvedInTime",
  count(*) FILTER (WHERE resolved_in_time AND hours_to_resolve > target_hours)::int AS "resolvedAfterMove",
  count(answer)::int AS answered,
  count(*) FILTER (WHERE answer = 'rejected')::int AS rejected,
  count(*) FILTER (WHERE reopened)::int AS reopened,
  count(*) FILTER (WHERE extended)::int AS extended,
  count(stars)::int AS rated,
  count(*) FILTER (WHERE stars >= 4)::int AS satisfied,
  coalesce(sum(stars), 0)::int AS stars,
  min(target_hours) AS "leastTargetHours",
  max(target_hours) AS "mostTargetHours",
  coalesce(string_agg(tenths_to_resolve::text, ','), '') AS tenths`;

export async function readPromiseCells(db: Database, reading: Reading): Promise<PromiseCell[]> {
  const where = conditionsOf(reading.filter);
  const rows = await selectRows<Omit<PromiseCell, 'tenths'> & { tenths: string }>(db, {
    sql: `
      SELECT months.month, cells.* FROM ${months(where, reading)} CROSS JOIN LATERAL (
        SELECT agency, category, ${COUNTS} FROM promise_facts
        WHERE received_at >= months.begins AND received_at < months.ends AND ${where.sql}
        GROUP BY agency, category) AS cells
      ORDER BY months.month, cells.agency, cells.category`,
    bind: where.bind,
  });
  return rows.map(({ tenths, ...row }) => ({ ...row, tenths: numbersIn(tenths) }));
}

function numbersIn(list: string): Uint16Array {
  return list === '' ? new Uint16Array() : Uint16Array.from(list.split(','), Number);
}

/**
 * The months of a period. Read month by month: the planner then knows that each is a small part, and uses the
 * index.
 */
function months(where: Conditions, { filter: { from, to }, timeZone }: Reading): string {
  const zone = `${where.value(timeZone)}::text`;
  const [begin, end] = [from, to].map((at) => `${where.value(new Date(at))}::timestamptz`);
  const starts = `generate_series(date_trunc('month', ${begin} AT TIME ZONE ${zone}), ${end} AT TIME ZONE ${zone}, '1 month')`;
  return `(
    SELECT to_char(start, 'YYYY-MM') AS month, greatest(start AT TIME ZONE ${zone}, ${begin}) AS begins,
      least((start + interval '1 month') AT TIME ZONE ${zone}, ${end}) AS ends
    FROM ${starts} AS start) AS months`;
}

function conditionsOf({ agencies, includeConfidential, category }: StatisticsFilter): Conditions {
  const where = new Conditions();
  if (agencies !== 'all') where.add(`agency = ANY(${where.value([...agencies])}::text[])`);
  if (!includeConfidential) where.add('NOT confidential');
  if (category !== undefined) where.add(`category = ${where.value(category)}`);
  return where;
}
