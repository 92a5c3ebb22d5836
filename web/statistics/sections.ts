import { shareBars, type BarsView } from '../plots/share-bars';
import type { Speech } from '../speech';
import type { Group, Statistics } from './read-statistics';
import { statisticsUrl, type StatisticsQuery } from './statistics-query';
import { figuresTable, type TableView } from './table-view';

export const CSV = '/statistics.csv';

export interface SectionView {
  heading: string;
  onTime: BarsView;
  /** Only of agencies. */
  reopened: BarsView | null;
  satisfied: BarsView | null;
  table: TableView;
}

interface Telling {
  query: StatisticsQuery;
  speech: Speech;
}

export function agencySection({ agencies, total }: Statistics, telling: Telling): SectionView {
  const { speech } = telling;
  return {
    ...sectionOf(agencies, total, { ...telling, by: 'agency' }),
    reopened: otherBars(agencies, 'reopened', { total, speech, isWhole: false }),
    satisfied: otherBars(agencies, 'satisfied', { total, speech, isWhole: true }),
  };
}

export function categorySection({ categories, total }: Statistics, telling: Telling): SectionView {
  return { ...sectionOf(categories, total, { ...telling, by: 'category' }), reopened: null, satisfied: null };
}

const TEXTS = {
  agency: { heading: 'statistics.byAgency', caption: 'statistics.tableByAgency' },
  category: { heading: 'statistics.byCategory', caption: 'statistics.tableByCategory' },
} as const;

function sectionOf(
  groups: readonly Group[],
  total: Group,
  { query, speech, by }: Telling & { by: 'agency' | 'category' },
): Pick<SectionView, 'heading' | 'onTime' | 'table'> {
  const { say } = speech;
  return {
    heading: say(TEXTS[by].heading),
    onTime: onTimeBars(groups, total, speech),
    table: figuresTable(isAlone(groups) ? groups : [...groups, total], {
      speech,
      head: say(`statistics.columns.${by}`),
      caption: say(TEXTS[by].caption),
      csv: statisticsUrl(CSV, query, { by }),
      sheet: statisticsUrl(CSV, query, { by, locale: speech.language }),
      isRanked: !isAlone(groups),
    }),
  };
}

function onTimeBars(groups: readonly Group[], total: Group, speech: Speech): BarsView {
  const bars = groups.map(({ name, figures }) => ({
    name,
    part: figures.resolvedInTime,
    hatched: figures.afterMove,
    marked: figures.acknowledgedInTime,
  }));
  const reference = isAlone(groups) ? null : total.figures.resolvedInTime.share;
  return shareBars(bars, { speech, reference, isWhole: true });
}

function otherBars(
  groups: readonly Group[],
  what: 'reopened' | 'satisfied',
  { total, speech, isWhole }: { total: Group; speech: Speech; isWhole: boolean },
): BarsView {
  const bars = groups.map(({ name, figures }) => ({ name, part: figures[what] }));
  const reference = isAlone(groups) ? null : total.figures[what].share;
  return shareBars(bars, { speech, reference, isWhole, isSmall: true });
}

/** One alone is the first of one, and all there is: neither is worth saying. */
function isAlone(groups: readonly Group[]): boolean {
  return groups.length < 2;
}
