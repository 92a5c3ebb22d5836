import type { Part } from '../../api/statistics/figures';
import type { MessageKey } from '../../mail/locales';
import { percent } from '../plots/axis';
import type { Speech } from '../speech';
import type { Group, MonthOf } from './read-statistics';

interface CellView {
  text: string;
  /** Of how many it is a share. */
  of: string;
}

export interface TableView {
  caption: string;
  /** Of the first column. */
  head: string;
  columns: string[];
  rows: { name: string; cells: CellView[] }[];
  csv: string;
  /** The same for the spreadsheet of the reader's language. */
  sheet: string;
  /** Whether the last row is all of them together. */
  hasTotal: boolean;
}

interface Column {
  title: MessageKey;
  cell(group: Group): CellView;
}

export function figuresTable(
  groups: readonly Group[],
  { speech, head, caption, csv, sheet, isRanked }: TableInput & { isRanked: boolean },
): TableView {
  const columns = columnsOf(speech).filter(({ title }) => isRanked || title !== 'statistics.columns.rank');
  return {
    ...{ caption, head, csv, sheet, hasTotal: isRanked },
    columns: columns.map(({ title }) => speech.say(title)),
    rows: groups.map((group) => ({ name: group.name, cells: columns.map(({ cell }) => cell(group)) })),
  };
}

interface TableInput {
  speech: Speech;
  head: string;
  caption: string;
  csv: string;
  sheet: string;
}

/** The shares behind the small pictures: a row a month, a column an agency. */
export function monthsTable(
  series: readonly { name: string; months: readonly MonthOf[] }[],
  { speech, monthName, ...about }: TableInput & { monthName(month: string): string },
): TableView {
  const [first] = series;
  return {
    ...about,
    hasTotal: false,
    columns: series.map(({ name }) => name),
    rows: (first?.months ?? []).map(({ month }, index) => ({
      name: monthName(month),
      cells: series.map(({ months }) => share(months[index]?.figures.resolvedInTime ?? null, speech)),
    })),
  };
}

function columnsOf(speech: Speech): Column[] {
  const { time } = speech;
  const number = (value: number | null): CellView => ({
    text: value === null ? '–' : time.number(value),
    of: '',
  });
  return [
    { title: 'statistics.columns.rank', cell: ({ rank }) => number(rank) },
    { title: 'statistics.columns.received', cell: ({ figures }) => number(figures.received) },
    {
      title: 'statistics.columns.accepted',
      cell: ({ figures }) => share(figures.acknowledgedInTime, speech),
    },
    { title: 'statistics.columns.onTime', cell: ({ figures }) => share(figures.resolvedInTime, speech) },
    { title: 'statistics.columns.moved', cell: ({ figures }) => share(figures.afterMove, speech) },
    { title: 'statistics.columns.median', cell: ({ figures }) => number(figures.medianHours) },
    { title: 'statistics.columns.p90', cell: ({ figures }) => number(figures.p90Hours) },
    { title: 'statistics.columns.rejected', cell: ({ figures }) => share(figures.rejected, speech) },
    { title: 'statistics.columns.reopened', cell: ({ figures }) => share(figures.reopened, speech) },
    { title: 'statistics.columns.satisfied', cell: ({ figures }) => share(figures.satisfied, speech) },
    { title: 'statistics.columns.running', cell: ({ figures }) => number(figures.running) },
  ];
}

function share(part: Pick<Part, 'of' | 'share'> | null, speech: Speech): CellView {
  if (part === null || part.of === 0) return { text: '–', of: '' };
  const of = speech.say('statistics.inBrackets', { n: speech.time.number(part.of) });
  return { text: part.share === null ? '–' : percent(part.share, speech), of };
}
