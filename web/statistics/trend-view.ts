import { monthPanels, type PanelsView } from '../plots/month-panels';
import type { Locale } from '../../locale/locale';
import { groupNames } from './group-names';
import type { MonthFigures, Statistics } from './read-statistics';
import { CSV } from './sections';
import { statisticsUrl, type StatisticsQuery } from './statistics-query';
import { figuresTable, monthsTable, type TableView } from './table-view';

export interface TrendView {
  plot: PanelsView;
  table: TableView;
  /** Each agency's shares; null for a single agency, whose months are already in the table. */
  matrix: TableView | null;
}

interface TrendInput {
  query: StatisticsQuery;
  months: readonly string[];
  locale: Locale;
}

interface Series {
  name: string;
  months: readonly MonthFigures[];
}

export function trendView(statistics: Statistics, { query, months, locale }: TrendInput): TrendView {
  const { t } = locale;
  const names = groupNames(locale);
  const series = statistics.agencies.map(({ code, name }) => ({
    name,
    months: statistics.agencyMonths.get(code) ?? [],
  }));
  const shown = series.length > 1 ? series : [];
  const all = {
    name: t('statistics.all'),
    months: statistics.months.map(({ code, figures }) => ({ month: code, figures })),
  };
  const head = t('statistics.columns.month');
  return {
    plot: monthPanels({
      locale,
      months: months.map(names.shortMonth),
      all: lineOf(all),
      series: shown.map(lineOf),
    }),
    table: figuresTable(statistics.months, {
      ...{ locale, head, isRanked: false },
      caption: t('statistics.tableByMonth'),
      csv: statisticsUrl(CSV, query, { by: 'month' }),
      sheet: statisticsUrl(CSV, query, { by: 'month', locale: locale.language }),
    }),
    matrix:
      shown.length === 0
        ? null
        : monthsTable(shown, {
            ...{ locale, head, monthName: names.month },
            caption: t('statistics.tableByAgencyAndMonth'),
            csv: statisticsUrl(CSV, query, { by: 'agency_month' }),
            sheet: statisticsUrl(CSV, query, { by: 'agency_month', locale: locale.language }),
          }),
  };
}

function lineOf({ name, months }: Series) {
  return { name, parts: months.map(({ figures }) => figures.resolvedInTime) };
}
