import type { DeskCounts, DeskRow } from '../../../database/readers/desk-reader';
import { isCanonicalUuid } from '../../../domain/is-canonical-uuid';
import type { StaffMember } from '../../../database/stores/staff-store';
import type { PagesContext } from '../../pages-context';
import type { StaffRequest } from '../../sign-in/staff-request';
import { deskFilter, underTabs, type DeskQuery } from '../desk-query';

export interface ReadList {
  counts: DeskCounts;
  rows: DeskRow[];
  next: string | null;
  /** Names of the officers who have them, by their ids. */
  officers: ReadonlyMap<string, string>;
  /** Whose complaints the list was asked for, unless it is everybody's or the reader's own. */
  assignee: StaffMember | null;
  /** The officers to whom the reader may assign them. */
  colleagues: StaffMember[];
}

/** A row is about a kilobyte, and the page is to stay below a hundred. */
export const ROWS_AT_MOST = 40;

export async function readList(
  context: PagesContext,
  staff: StaffRequest,
  query: DeskQuery,
): Promise<ReadList> {
  const { agency, me } = staff;
  // Count before reading the rows: a complaint that comes in between is then announced as new, not lost.
  const counts = await context.desk.counts(deskFilter(underTabs(query), staff), { me });
  const { cursor } = query;
  const [{ rows, next }, colleagues, assignee] = await Promise.all([
    context.desk.list(deskFilter(query, staff), { limit: ROWS_AT_MOST, ...(cursor ? { cursor } : {}) }),
    agency === null ? [] : context.staff.colleagues(agency),
    isCanonicalUuid(query.officer) ? context.staff.find(query.officer) : null,
  ]);
  return { counts, rows, next, colleagues, assignee, officers: await officerNames(context, rows) };
}

export async function officerNames(
  { staff }: PagesContext,
  rows: readonly DeskRow[],
): Promise<Map<string, string>> {
  const ids = new Set(rows.flatMap(({ officer }) => officer ?? []));
  return ids.size === 0 ? new Map() : staff.names([...ids]);
}
