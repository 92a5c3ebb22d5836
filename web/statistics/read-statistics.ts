import { figuresOf, ranksOf, type Figures } from '../../api/statistics/figures';
import type { StatisticsFilter } from '../../database/readers/statistics-filter';
import type { StatisticsRow } from '../../database/readers/statistics-reader';
import { addUp } from '../../domain/statistics';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { groupNames, type GroupNames } from './group-names';

/** A row of a table, with its name for people. */
export interface Group {
  code: string;
  name: string;
  figures: Figures;
  /** Rank by the share on time; null for months, and with too few cases. */
  rank: number | null;
  /** The target of all of them, if it was the same. */
  targetHours: number | null;
}

export interface MonthFigures {
  month: string;
  figures: Figures;
}

export interface Statistics {
  total: Group;
  agencies: Group[];
  categories: Group[];
  months: Group[];
  /** Each agency's months, including those without complaints. */
  agencyMonths: Map<string, MonthFigures[]>;
  /** The last three complete months and the three before them; null when there are not six. */
  quarters: { last: Figures; before: Figures } | null;
}

const GROUPINGS = ['all', 'agency', 'category', 'month', 'agency_month'] as const;
const NOTHING = figuresOf(emptyRow());

export async function readStatistics(
  { statistics }: Pick<PagesContext, 'statistics'>,
  { filter, months, locale }: { filter: StatisticsFilter; months: readonly string[]; locale: Locale },
): Promise<Statistics> {
  const names = groupNames(locale);
  const rows = await statistics.tables(filter, GROUPINGS);
  const byMonth = new Map(rows.month.map((row) => [row.month, row]));
  return {
    total: groupOf(rows.all[0] ?? emptyRow(), { code: '', name: locale.t('statistics.all') }),
    agencies: ranked(rows.agency, 'agency', names),
    categories: ranked(rows.category, 'category', names),
    months: months.map((month) =>
      groupOf(byMonth.get(month) ?? emptyRow(), { code: month, name: names.month(month) }),
    ),
    agencyMonths: agencyMonths(rows.agency_month, months),
    quarters: quartersOf(months.map((month) => byMonth.get(month) ?? emptyRow())),
  };
}

/** The best first, then those with too few cases. */
function ranked(rows: StatisticsRow[], by: 'agency' | 'category', names: GroupNames): Group[] {
  const groups = rows.map((row) => {
    const code = row[by] ?? '';
    return groupOf(row, { code, name: names[by](code) });
  });
  const ranks = ranksOf(groups.map(({ figures }) => figures));
  return groups
    .map((group, index) => ({ ...group, rank: ranks[index] ?? null }))
    .sort((one, other) => (one.rank ?? Infinity) - (other.rank ?? Infinity) || byName(one, other));
}

function byName(one: Group, other: Group): number {
  return one.name.localeCompare(other.name);
}

function groupOf(row: StatisticsRow, { code, name }: { code: string; name: string }): Group {
  const { leastTargetHours, mostTargetHours } = row;
  const targetHours = leastTargetHours === mostTargetHours ? leastTargetHours : null;
  return { code, name, figures: figuresOf(row), rank: null, targetHours };
}

function agencyMonths(rows: StatisticsRow[], months: readonly string[]): Map<string, MonthFigures[]> {
  const found = new Map<string, Map<string, Figures>>();
  for (const row of rows) {
    const ofAgency = found.get(row.agency ?? '') ?? new Map<string, Figures>();
    ofAgency.set(row.month ?? '', figuresOf(row));
    found.set(row.agency ?? '', ofAgency);
  }
  const every = (ofAgency: Map<string, Figures>) =>
    months.map((month) => ({ month, figures: ofAgency.get(month) ?? NOTHING }));
  return new Map([...found].map(([agency, ofAgency]) => [agency, every(ofAgency)]));
}

/** Leaves out the current month: its late cases are still to come. */
function quartersOf(rows: StatisticsRow[]): Statistics['quarters'] {
  if (rows.length < 7) return null;
  const quarter = (start: number, end?: number) =>
    figuresOf({ ...emptyRow(), ...addUp(rows.slice(start, end)) });
  return { last: quarter(-4, -1), before: quarter(-7, -4) };
}

function emptyRow(): StatisticsRow {
  return {
    ...{ agency: null, category: null, month: null, medianHours: null, p90Hours: null },
    ...{ leastTargetHours: null, mostTargetHours: null },
    ...addUp([]),
  };
}
