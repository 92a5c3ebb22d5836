import { stringify } from 'csv-stringify/sync';
import type { DeskRow } from '../../../database/readers/desk-reader';
import type { Instant } from '../../../domain/instant';
import { isOpen } from '../../../domain/statuses';
import type { MessageKey } from '../../../mail/locales';
import type { Visit } from '../../http/visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import { staffVisit, type StaffVisit } from '../staff-visit';
import { deskFilter, readDeskQuery, type DeskQuery } from './desk-query';
import { officerNames } from './read-list';
import { chipView, statusWord } from './row-view';

/** So many rows are in memory at once, however long the list is. */
const ROWS_AT_ONCE = 500;

/**
 * The list as a table for a spreadsheet. It leaves the house, so it has neither what reporters wrote nor where exactly
 * it was. It is read page by page: what changes meanwhile may stand in it twice or not at all.
 */
export async function deskCsv(site: Site, visit: Visit): Promise<PageAnswer> {
  const staff = staffVisit(site, visit);
  const query = readDeskQuery(visit.query, site.city);
  return {
    kind: 'file',
    file: {
      type: 'text/csv; charset=utf-8',
      fileName: `${staff.speech.say('desk.csv.fileName')}.csv`,
      chunks: linesOf(site, staff, query),
    },
  };
}

async function* linesOf(site: Site, staff: StaffVisit, query: DeskQuery): AsyncGenerator<string> {
  const columns = columnsOf(site, staff);
  const filter = deskFilter(query, staff);
  let cursor: string | null = null;
  let isFirst = true;
  do {
    const page = await site.desk.list(filter, { limit: ROWS_AT_ONCE, ...(cursor ? { cursor } : {}) });
    const officers = await officerNames(site, page.rows);
    yield stringify(
      page.rows.map((row) => columns.map(({ of }) => of(row, officers))),
      // The mark tells spreadsheets that it is UTF-8; a cell that begins like a formula is made a text.
      { header: isFirst, bom: isFirst, columns: columns.map(({ title }) => title), escape_formulas: true },
    );
    cursor = page.next;
    isFirst = false;
  } while (cursor !== null);
}

interface Column {
  title: string;
  of(row: DeskRow, officers: ReadonlyMap<string, string>): string;
}

function columnsOf({ city }: Site, { speech }: StaffVisit): Column[] {
  const { say, names } = speech;
  const instant = spreadsheetTime(city.timeZone);
  const column = (key: MessageKey, of: Column['of']): Column => ({
    title: say(key, { zone: city.timeZone }),
    of,
  });
  return [
    column('desk.csv.code', (row) => row.trackingCode),
    column('desk.csv.category', (row) => names.category(row.category)),
    column('desk.csv.district', (row) => names.district(row.district)),
    column('desk.csv.agency', (row) => names.agency(row.agency)),
    column('desk.csv.status', (row) => statusWord(row, speech)),
    column('desk.csv.urgency', (row) => chipView(row, speech).word),
    column('desk.csv.level', (row) => String(row.level)),
    column('desk.csv.late', (row) => say(isLate(row) ? 'desk.csv.yes' : 'desk.csv.no')),
    column('desk.csv.receivedAt', (row) => instant(row.receivedAt)),
    column('desk.csv.acceptBy', (row) => instant(row.acknowledgeBy)),
    column('desk.csv.resolveBy', (row) => instant(row.resolveBy)),
    column('desk.csv.acknowledgedAt', (row) => instant(row.acknowledgedAt)),
    column('desk.csv.resolvedAt', (row) => instant(row.resolvedAt)),
    column('desk.csv.officer', ({ officer }, officers) => (officer && officers.get(officer)) ?? ''),
  ];
}

function isLate({ status, resolveBy, now }: DeskRow): boolean {
  return isOpen(status) && resolveBy < now;
}

/** `2026-11-25 14:05`, which every spreadsheet takes for a time, in the city's zone. */
function spreadsheetTime(timeZone: string): (at: Instant | null) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (at) => (at === null ? '' : format.format(at));
}
