import type { CityPack } from '../../city/city-pack';
import type { Speech } from '../speech';
import type { DeskQuery } from '../desk/list/desk-query';
import { countMarks, groupBy, type SiftedCase } from './sift';
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
  /** The same by something else. */
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
  cases: readonly SiftedCase[];
  filter: WallFilter;
  city: CityPack;
}

/** How much of what urgency each agency, category or district has; each figure leads to those complaints. */
export function groupsView({ cases, filter, city }: Shown, speech: Speech): GroupsView {
  const { say } = speech;
  const { by } = filter;
  const members = groupBy(cases, by);
  return {
    title: say(TITLES[by]),
    heading: say(SHORT[by]),
    others: GROUPINGS.filter((each) => each !== by).map((each) => ({
      url: wallUrl({ ...filter, by: each }),
      label: say(SHORT[each]),
    })),
    rows: codesOf(by, { cases, city, filter }).map((code) => {
      const name = nameOf(by, code, speech);
      const cells = cellsOf(members(code), { name, filter, narrowed: { [by]: code }, speech });
      const value = cells.map(({ text }) => text).join(' ');
      return { key: code, name, url: listUrl(filter, { [by]: code }), cells, value };
    }),
  };
}

/** Those in use, and whatever else open complaints have; of what a screen is narrowed to there is one. */
function codesOf(by: Grouping, { cases, city, filter }: Shown): string[] {
  const only = filter[by];
  if (only !== undefined) return [only];
  const inUse = city[KINDS[by]].map(({ code }) => code);
  return [...new Set([...inUse, ...cases.map((each) => each[by])])];
}

function nameOf(by: Grouping, code: string, { names }: Speech): string {
  return { agency: names.agency, category: names.category, district: names.district }[by](code);
}

interface Row {
  name: string;
  filter: WallFilter;
  narrowed: DeskQuery;
  speech: Speech;
}

const COLUMNS: readonly [mark: 'soon' | 'late-1' | 'late-2' | 'late-3', query: DeskQuery][] = [
  ['soon', { due: 'soon', level: '0' }],
  ['late-1', { level: '1' }],
  ['late-2', { level: '2' }],
  ['late-3', { level: '3' }],
];

function cellsOf(cases: readonly SiftedCase[], { name, filter, narrowed, speech }: Row): Cell[] {
  const { say, time } = speech;
  const counts = countMarks(cases);
  const cell = (count: number, word: string, query: DeskQuery): Cell => ({
    text: time.number(count),
    url: listUrl(filter, { ...narrowed, ...query }),
    name: say('wall.groups.cell', { name, count: time.number(count), word }),
    isNone: count === 0,
  });
  return [
    cell(counts.all, say('wall.totals.open'), {}),
    ...COLUMNS.map(([mark, query]) => cell(counts.of(mark), urgencyWord(mark, speech), query)),
  ];
}
