import { csvDialect } from '../../../api/exports/csv-dialect';
import { csvFile, type CsvColumn } from '../../../api/exports/csv-file';
import { eachPage } from '../../../api/exports/each-page';
import type { DeskRow } from '../../../database/readers/desk-reader';
import type { Instant } from '../../../domain/instant';
import { isOpen } from '../../../domain/statuses';
import type { MessageKey } from '../../../locale/translator';
import type { PageRequest } from '../../http/page-request';
import { spreadsheetLanguage } from '../../spreadsheet-language';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { staffRequest, type StaffRequest } from '../../sign-in/staff-request';
import { deskFilter, readDeskQuery, type DeskQuery } from '../desk-query';
import { officerNames } from './read-list';
import { chipView, statusWord } from './row-view';

/**
 * The list for a spreadsheet, in words and in the list's order. It gets passed around, so it contains neither what
 * reporters wrote nor exact places. Programs use the API's complaint files.
 */
export async function deskCsv(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const staff = staffRequest(context, request);
  const query = readDeskQuery(request.query, context.city);
  const file = csvFile({
    name: staff.locale.t('desk.csv.fileName'),
    columns: columnsOf(context, staff),
    pages: pagesOf(context, staff, query),
    dialect: csvDialect(context.city, spreadsheetLanguage(request.query.locale ?? '', context.city)),
  });
  return { kind: 'file', file };
}

type Row = DeskRow & { officerName: string };

async function* pagesOf(context: PagesContext, staff: StaffRequest, query: DeskQuery): AsyncGenerator<Row[]> {
  const filter = deskFilter(query, staff);
  for await (const rows of eachPage((page) => context.desk.list(filter, page))) {
    const officers = await officerNames(context, rows);
    yield rows.map((row) => ({ ...row, officerName: (row.officer && officers.get(row.officer)) ?? '' }));
  }
}

function columnsOf({ city }: PagesContext, { locale }: StaffRequest): CsvColumn<Row>[] {
  const { t, names } = locale;
  const instant = spreadsheetTime(city.timeZone);
  const column = (key: MessageKey, of: CsvColumn<Row>['of']): CsvColumn<Row> => ({
    title: t(key, { zone: city.timeZone }),
    of,
  });
  return [
    column('desk.csv.code', (row) => row.trackingCode),
    column('desk.csv.category', (row) => names.category(row.category)),
    column('desk.csv.district', (row) => names.district(row.district)),
    column('desk.csv.agency', (row) => names.agency(row.agency)),
    column('desk.csv.status', (row) => statusWord(row, locale)),
    column('desk.csv.urgency', (row) => chipView(row, locale).word),
    column('desk.csv.level', (row) => row.level),
    column('desk.csv.late', (row) => t(isLate(row) ? 'desk.csv.yes' : 'desk.csv.no')),
    column('desk.csv.receivedAt', (row) => instant(row.receivedAt)),
    column('desk.csv.acceptBy', (row) => instant(row.acknowledgeBy)),
    column('desk.csv.resolveBy', (row) => instant(row.resolveBy)),
    column('desk.csv.acknowledgedAt', (row) => instant(row.acknowledgedAt)),
    column('desk.csv.resolvedAt', (row) => instant(row.resolvedAt)),
    column('desk.csv.officer', ({ officerName }) => officerName),
  ];
}

function isLate({ status, resolveBy, now }: DeskRow): boolean {
  return isOpen(status) && resolveBy < now;
}

/** `2026-11-25 14:05`, which every spreadsheet reads as a time, in the city's time zone. */
function spreadsheetTime(timeZone: string): (at: Instant | null) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (at) => (at === null ? '' : format.format(at));
}
