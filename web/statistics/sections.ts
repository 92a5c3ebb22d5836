import { shareBars, type BarsView } from '../plots/share-bars';
import type { Locale } from '../../locale/locale';
import type { Group, Statistics } from './read-statistics';
import { statisticsUrl, type StatisticsQuery } from './statistics-query';
import { figuresTable, type TableView } from './table-view';

export const CSV = '/statistics.csv';

export interface SectionView {
  heading: string;
  onTime: BarsView;
  /** Only for agencies. */
  reopened: BarsView | null;
  satisfied: BarsView | null;
  table: TableView;
}

interface SectionInput {
  query: StatisticsQuery;
  locale: Locale;
}

export function agencySection({ agencies, total }: Statistics, input: SectionInput): SectionView {
  const { locale } = input;
  return {
    ...sectionOf(agencies, total, { ...input, by: 'agency' }),
    reopened: otherBars(agencies, 'reopened', { total, locale, isWhole: false }),
    satisfied: otherBars(agencies, 'satisfied', { total, locale, isWhole: true }),
  };
}

export function categorySection({ categories, total }: Statistics, input: SectionInput): SectionView {
  return { ...sectionOf(categories, total, { ...input, by: 'category' }), reopened: null, satisfied: null };
}

const TEXTS = {
  agency: { heading: 'statistics.byAgency', caption: 'statistics.tableByAgency' },
  category: { heading: 'statistics.byCategory', caption: 'statistics.tableByCategory' },
} as const;

function sectionOf(
  groups: readonly Group[],
  total: Group,
  { query, locale, by }: SectionInput & { by: 'agency' | 'category' },
): Pick<SectionView, 'heading' | 'onTime' | 'table'> {
  const { t } = locale;
  return {
    heading: t(TEXTS[by].heading),
    onTime: onTimeBars(groups, total, locale),
    table: figuresTable(isAlone(groups) ? groups : [...groups, total], {
      locale,
      head: t(`statistics.columns.${by}`),
      caption: t(TEXTS[by].caption),
      csv: statisticsUrl(CSV, query, { by }),
      sheet: statisticsUrl(CSV, query, { by, locale: locale.language }),
      isRanked: !isAlone(groups),
    }),
  };
}

function onTimeBars(groups: readonly Group[], total: Group, locale: Locale): BarsView {
  const bars = groups.map(({ name, figures }) => ({
    name,
    part: figures.resolvedInTime,
    hatched: figures.afterMove,
    marked: figures.acknowledgedInTime,
  }));
  const reference = isAlone(groups) ? null : total.figures.resolvedInTime.share;
  return shareBars(bars, { locale, reference, isWhole: true });
}

function otherBars(
  groups: readonly Group[],
  what: 'reopened' | 'satisfied',
  { total, locale, isWhole }: { total: Group; locale: Locale; isWhole: boolean },
): BarsView {
  const bars = groups.map(({ name, figures }) => ({ name, part: figures[what] }));
  const reference = isAlone(groups) ? null : total.figures[what].share;
  return shareBars(bars, { locale, reference, isWhole, isSmall: true });
}

/** A single group is the first of one, and also the total: neither is worth saying. */
function isAlone(groups: readonly Group[]): boolean {
  return groups.length < 2;
}
