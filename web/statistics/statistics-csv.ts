import { csvDialect } from '../../api/exports/csv-dialect';
import { csvFile, type CsvColumn } from '../../api/exports/csv-file';
import { figuresOf, type Figures, type Part } from '../../api/statistics/figures';
import type { StatisticsBy, StatisticsRow } from '../../database/readers/statistics-reader';
import type { MessageKey } from '../../locale/translator';
import { queryChoice } from '../query-choice';
import { staffRequest } from '../sign-in/staff-request';
import { spreadsheetLanguage } from '../spreadsheet-language';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { groupNames, type GroupNames } from './group-names';
import { filterOf, readStatisticsQuery } from './statistics-query';

const BY = ['agency', 'category', 'month', 'agency_month'] as const satisfies readonly StatisticsBy[];
type By = (typeof BY)[number];

type Row = StatisticsRow & { figures: Figures };

/** A table of the page for a spreadsheet, with the page's filters; figures from too few cases are left empty. */
export async function statisticsCsv(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { actor, locale } = staffRequest(context, request);
  const { city, statistics } = context;
  const by = queryChoice(request.query, 'by', BY) ?? 'agency';
  const query = readStatisticsQuery(request.query, city);
  const filter = filterOf(query, { actor, timeZone: city.timeZone, now: Date.now() });
  const rows = await statistics.table(filter, by);
  const file = csvFile({
    name: locale.t('statistics.csv.fileName'),
    columns: columnsOf(by, { locale, names: groupNames(locale) }),
    pages: inOnePage(rows.map((row) => ({ ...row, figures: figuresOf(row) }))),
    dialect: csvDialect(city, spreadsheetLanguage(request.query.locale ?? '', city)),
  });
  return { kind: 'file', file };
}

async function* inOnePage(rows: Row[]): AsyncGenerator<Row[]> {
  yield rows;
}

const KEYS: Record<By, readonly ('agency' | 'category' | 'month')[]> = {
  agency: ['agency'],
  category: ['category'],
  month: ['month'],
  agency_month: ['agency', 'month'],
};

function columnsOf(
  by: By,
  { locale: { t }, names }: { locale: Locale; names: GroupNames },
): CsvColumn<Row>[] {
  const column = (key: MessageKey, of: (figures: Figures) => number | null): CsvColumn<Row> => ({
    title: t(key),
    of: ({ figures }) => of(figures) ?? '',
  });
  const part = (key: MessageKey, of: (figures: Figures) => Part): CsvColumn<Row>[] => [
    { title: t('statistics.csv.count', { what: t(key) }), of: ({ figures }) => of(figures).count ?? '' },
    ...share(key, of),
  ];
  const share = (key: MessageKey, of: (figures: Figures) => Share): CsvColumn<Row>[] => [
    { title: t('statistics.csv.of', { what: t(key) }), of: ({ figures }) => of(figures).of },
    { title: t('statistics.csv.share', { what: t(key) }), of: ({ figures }) => shareText(of(figures)) },
  ];
  return [
    ...KEYS[by].map((key) => ({
      title: t(`statistics.columns.${key}`),
      of: (row: Row) => (key === 'month' ? (row.month ?? '') : names[key](row[key] ?? '')),
    })),
    column('statistics.columns.received', ({ received }) => received),
    column('statistics.columns.running', ({ running }) => running),
    ...part('statistics.columns.accepted', ({ acknowledgedInTime }) => acknowledgedInTime),
    ...part('statistics.columns.onTime', ({ resolvedInTime }) => resolvedInTime),
    ...part('statistics.columns.moved', ({ afterMove }) => afterMove),
    column('statistics.columns.median', ({ medianHours }) => medianHours),
    column('statistics.columns.p90', ({ p90Hours }) => p90Hours),
    ...part('statistics.columns.rejected', ({ rejected }) => rejected),
    ...part('statistics.columns.reopened', ({ reopened }) => reopened),
    ...share('statistics.columns.satisfied', ({ satisfied }) => satisfied),
  ];
}

type Share = Pick<Part, 'of' | 'share'>;

/** Four decimal places: two for a percentage, and no false precision. */
function shareText({ share }: Share): number | '' {
  return share === null ? '' : Math.round(share * 10_000) / 10_000;
}
