import type { Part } from '../../api/statistics/figures';
import type { MessageKey } from '../../locale/translator';
import { percent } from '../plots/axis';
import type { Locale } from '../../locale/locale';
import type { Group, MonthFigures } from './read-statistics';

interface CellView {
  text: string;
  /** In brackets, the total of which `text` is a share; empty without one. */
  of: string;
}

export interface TableView {
  caption: string;
  /** Heading of the first column. */
  head: string;
  columns: string[];
  rows: { name: string; cells: CellView[] }[];
  /** Address of the CSV for programs. */
  csv: string;
  /** Address of the CSV for a spreadsheet in the reader's language. */
  sheet: string;
  /** Whether the last row is the total. */
  hasTotal: boolean;
}

interface Column {
  title: MessageKey;
  cell(group: Group): CellView;
}

interface TableInput extends Pick<TableView, 'head' | 'caption' | 'csv' | 'sheet'> {
  locale: Locale;
}

/** A row for each group, a column for each figure. */
export function figuresTable(
  groups: readonly Group[],
  { locale, head, caption, csv, sheet, isRanked }: TableInput & { isRanked: boolean },
): TableView {
  const columns = columnsOf(locale).filter(({ title }) => isRanked || title !== 'statistics.columns.rank');
  return {
    ...{ caption, head, csv, sheet, hasTotal: isRanked },
    columns: columns.map(({ title }) => locale.t(title)),
    rows: groups.map((group) => ({ name: group.name, cells: columns.map(({ cell }) => cell(group)) })),
  };
}

/** The shares behind the small charts: a row for each month, a column for each agency. */
export function monthsTable(
  series: readonly { name: string; months: readonly MonthFigures[] }[],
  { locale, monthName, ...about }: TableInput & { monthName(month: string): string },
): TableView {
  const [first] = series;
  return {
    ...about,
    hasTotal: false,
    columns: series.map(({ name }) => name),
    rows: (first?.months ?? []).map(({ month }, index) => ({
      name: monthName(month),
      cells: series.map(({ months }) => share(months[index]?.figures.resolvedInTime ?? null, locale)),
    })),
  };
}

function columnsOf(locale: Locale): Column[] {
  const { time } = locale;
  const number = (value: number | null): CellView => ({
    text: value === null ? '–' : time.number(value),
    of: '',
  });
  return [
    { title: 'statistics.columns.rank', cell: ({ rank }) => number(rank) },
    { title: 'statistics.columns.received', cell: ({ figures }) => number(figures.received) },
    {
      title: 'statistics.columns.accepted',
      cell: ({ figures }) => share(figures.acknowledgedInTime, locale),
    },
    { title: 'statistics.columns.onTime', cell: ({ figures }) => share(figures.resolvedInTime, locale) },
    { title: 'statistics.columns.moved', cell: ({ figures }) => share(figures.afterMove, locale) },
    { title: 'statistics.columns.median', cell: ({ figures }) => number(figures.medianHours) },
    { title: 'statistics.columns.p90', cell: ({ figures }) => number(figures.p90Hours) },
    { title: 'statistics.columns.rejected', cell: ({ figures }) => share(figures.rejected, locale) },
    { title: 'statistics.columns.reopened', cell: ({ figures }) => share(figures.reopened, locale) },
    { title: 'statistics.columns.satisfied', cell: ({ figures }) => share(figures.satisfied, locale) },
    { title: 'statistics.columns.running', cell: ({ figures }) => number(figures.running) },
  ];
}

function share(part: Pick<Part, 'of' | 'share'> | null, locale: Locale): CellView {
  if (part === null || part.of === 0) return { text: '–', of: '' };
  const of = locale.t('statistics.inBrackets', { n: locale.time.number(part.of) });
  return { text: part.share === null ? '–' : percent(part.share, locale), of };
}
