import type { CityPack } from '../../city/city-pack';
import type { Locale } from '../../locale/locale';
import type { DeskQuery } from '../desk/desk-query';
import { countMarks, groupBy, type CaseWithUrgency } from './filter-cases';
import { urgencyWord } from './urgency-word';
import { GROUPINGS, KINDS, listUrl, wallUrl, type Grouping, type WallFilter } from './wall-filter';

interface Cell {
  text: string;
  url: string;
  name: string;
  isNone: boolean;
}

export interface GroupsView {
  title: string;
  heading: string;
  /** The same table, grouped by something else. */
  others: { url: string; label: string }[];
  rows: { key: string; name: string; url: string; cells: Cell[]; value: string }[];
}

const TITLES = {
  agency: 'wall.groups.agency',
  category: 'wall.groups.category',
  district: 'wall.groups.district',
} as const;
const SHORT = {
  agency: 'wall.groups.toAgency',
  category: 'wall.groups.toCategory',
  district: 'wall.groups.toDistrict',
} as const;

interface Shown {
  cases: readonly CaseWithUrgency[];
  filter: WallFilter;
  city: CityPack;
}

/** How many complaints of each urgency an agency, category or district has; each figure links to them. */
export function groupsView({ cases, filter, city }: Shown, locale: Locale): GroupsView {
  const { t } = locale;
  const { by } = filter;
  const members = groupBy(cases, by);
  return {
    title: t(TITLES[by]),
    heading: t(SHORT[by]),
    others: GROUPINGS.filter((each) => each !== by).map((each) => ({
      url: wallUrl({ ...filter, by: each }),
      label: t(SHORT[each]),
    })),
    rows: codesOf(by, { cases, city, filter }).map((code) => {
      const name = nameOf(by, code, locale);
      const cells = cellsOf(members(code), { name, filter, narrowed: { [by]: code }, locale });
      const value = cells.map(({ text }) => text).join(' ');
      return { key: code, name, url: listUrl(filter, { [by]: code }), cells, value };
    }),
  };
}

/** All codes in use, plus any others that open complaints have; just one if the screen is filtered to it. */
function codesOf(by: Grouping, { cases, city, filter }: Shown): string[] {
  const only = filter[by];
  if (only !== undefined) return [only];
  const inUse = city[KINDS[by]].map(({ code }) => code);
  return [...new Set([...inUse, ...cases.map((each) => each[by])])];
}

function nameOf(by: Grouping, code: string, { names }: Locale): string {
  return { agency: names.agency, category: names.category, district: names.district }[by](code);
}

interface Row {
  name: string;
  filter: WallFilter;
  narrowed: DeskQuery;
  locale: Locale;
}

const COLUMNS: readonly [mark: 'soon' | 'late-1' | 'late-2' | 'late-3', query: DeskQuery][] = [
  ['soon', { due: 'soon', level: '0' }],
  ['late-1', { level: '1' }],
  ['late-2', { level: '2' }],
  ['late-3', { level: '3' }],
];

function cellsOf(cases: readonly CaseWithUrgency[], { name, filter, narrowed, locale }: Row): Cell[] {
  const { t, time } = locale;
  const counts = countMarks(cases);
  const cell = (count: number, word: string, query: DeskQuery): Cell => ({
    text: time.number(count),
    url: listUrl(filter, { ...narrowed, ...query }),
    name: t('wall.groups.cell', { name, count: time.number(count), word }),
    isNone: count === 0,
  });
  return [
    cell(counts.all, t('wall.totals.open'), {}),
    ...COLUMNS.map(([mark, query]) => cell(counts.of(mark), urgencyWord(mark, locale), query)),
  ];
}
