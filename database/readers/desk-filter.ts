import { MS_PER_HOUR } from '../../domain/instant';
import { SOON_HOURS } from '../../domain/soon';
import type { Status } from '../../domain/statuses';
import { findTrackingCode } from '../../domain/tracking-code';
import { Conditions } from './conditions';
import type { DeskPosition } from './desk-cursor';
import { hasCode, hasWords } from './word-condition';

export interface DeskFilter {
  /** Agencies whose complaints the reader may list; other filters never find more. */
  agencies: 'all' | readonly string[];
  /** If absent, everything that is not final. */
  statuses?: readonly Status[];
  category?: string;
  district?: string;
  /** At least this level of escalation. */
  levelAtLeast?: number;
  level?: number;
  /** Id of the officer who has it; null for complaints that no officer has. */
  officer?: string | null;
  /** A tracking code or half of one, or words of the text and the address. */
  q?: string;
  /**
   * `open`; `late`: open and past its promise; `soon`: open, not past its promise, and the next deadline is soon;
   * `pressing`: open and escalated, or the next deadline is soon or over.
   */
  due?: 'open' | 'late' | 'soon' | 'pressing';
}

const IS_OPEN = 'c.desk_rank = 0';
const IS_UNFINISHED = 'c.desk_rank < 2';
const CASE_NOW = `now() + c.clock_offset * interval '1 millisecond'`;
const NOW_MS = 'extract(epoch FROM now()) * 1000';

export const IS_LATE = `${IS_OPEN} AND c.resolve_by < ${CASE_NOW}`;
const IS_NEXT_SOON = `c.desk_order <= ${NOW_MS} + ${SOON_HOURS * MS_PER_HOUR}`;
export const IS_SOON = `${IS_OPEN} AND c.resolve_by >= ${CASE_NOW} AND ${IS_NEXT_SOON}`;

/** No officer has it, and one could still take it on. */
export const IS_NOBODYS = `${IS_OPEN} AND c.officer IS NULL AND NOT c.taken_over`;

const BY_DUE = {
  open: IS_OPEN,
  late: IS_LATE,
  soon: IS_SOON,
  pressing: `${IS_OPEN} AND (c.escalation_level > 0 OR ${IS_NEXT_SOON})`,
} as const;

export function deskConditions(filter: DeskFilter, after: DeskPosition | null = null): Conditions {
  const where = new Conditions();
  if (filter.agencies !== 'all') addOneOf(where, 'agency', filter.agencies);
  const code = filter.q === undefined ? null : findTrackingCode(filter.q);
  if (filter.q !== undefined) where.add(`${hasCode(where, filter.q)} OR (${hasWords(where, filter.q)})`);
  if (filter.statuses) addOneOf(where, 'status', filter.statuses);
  // Whoever enters a tracking code wants that complaint, even if it is final.
  else where.add(code ? `${IS_UNFINISHED} OR c.tracking_code = ${where.value(code)}` : IS_UNFINISHED);
  if (filter.category !== undefined) where.add(`c.category = ${where.value(filter.category)}`);
  if (filter.district !== undefined) where.add(`c.district = ${where.value(filter.district)}`);
  if (filter.level !== undefined) where.add(`c.escalation_level = ${where.value(filter.level)}`);
  if (filter.levelAtLeast !== undefined) {
    where.add(`${IS_OPEN} AND c.escalation_level >= ${where.value(filter.levelAtLeast)}`);
  }
  if (filter.officer === null) where.add(IS_NOBODYS);
  else if (filter.officer !== undefined) where.add(`c.officer = ${where.value(filter.officer)}::uuid`);
  if (filter.due) where.add(BY_DUE[filter.due]);
  if (after) addPosition(where, after);
  return where;
}

function addOneOf(where: Conditions, column: 'agency' | 'status', wanted: readonly string[]): void {
  // For one value, an index gives the rows in the list's order; for a set it can't.
  where.add(
    wanted.length === 1
      ? `c.${column} = ${where.value(wanted[0])}`
      : `c.${column} = ANY(${where.value([...wanted])}::text[])`,
  );
}

function addPosition(where: Conditions, { rank, order, id }: DeskPosition): void {
  where.add(
    `(c.desk_rank, c.desk_order, c.id) > (${where.value(rank)}::smallint, ${where.value(order)}::bigint, ${where.value(id)}::uuid)`,
  );
}
