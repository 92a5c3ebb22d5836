import type { Part } from '../../api/statistics/figures';
import type { Locale } from '../../locale/locale';
import { along, percent, type TickView } from './axis';

export interface MonthSeries {
  name: string;
  /** One for each month shown, in order. */
  parts: readonly Part[];
}

interface PointView {
  x: string;
  y: string;
  /** Whether the month is not over yet. */
  isRunning: boolean;
}

interface SegmentView {
  x1: string;
  y1: string;
  x2: string;
  y2: string;
}

interface LineView {
  points: PointView[];
  segments: SegmentView[];
}

export interface PanelView extends LineView {
  name: string;
  /** The last month with enough cases, in words. */
  latest: string;
  tooFew: string | null;
  /** The line of all together, for comparison; null in its own panel. */
  reference: LineView | null;
}

export interface PanelsView {
  panels: PanelView[];
  levels: { at: string; label: string }[];
  months: TickView[];
}

interface Panels {
  locale: Locale;
  /** The labels under the axis. */
  months: readonly string[];
  all: MonthSeries;
  series: readonly MonthSeries[];
}

const LABELS_AT_MOST = 4;

/** One small chart for each series, on the same axes from 0 to 100 %; months with too few cases are left out. */
export function monthPanels({ locale, months, all, series }: Panels): PanelsView {
  const whole = lineOf(all);
  return {
    panels: [
      { ...panelOf(all, { months, locale }), reference: null },
      ...series.map((each) => ({ ...panelOf(each, { months, locale }), reference: whole })),
    ],
    levels: [1, 0.5, 0].map((share) => ({ at: along(1 - share, 1), label: percent(share, locale) })),
    months: labelsOf(months),
  };
}

function panelOf(
  series: MonthSeries,
  { months, locale }: Pick<Panels, 'months' | 'locale'>,
): Omit<PanelView, 'reference'> {
  const { t, time } = locale;
  const last = series.parts.findLastIndex(({ share }) => share !== null);
  const share = series.parts[last]?.share ?? null;
  const total = series.parts.reduce((sum, { of }) => sum + of, 0);
  return {
    name: series.name,
    ...lineOf(series),
    latest:
      share === null
        ? ''
        : t('statistics.latest', { month: months[last] ?? '', share: percent(share, locale) }),
    tooFew: last === -1 ? t('statistics.tooFewMonthly', { n: time.number(total) }) : null,
  };
}

function lineOf({ parts }: MonthSeries): LineView {
  const points = parts.map(({ share }, index) =>
    share === null
      ? null
      : {
          x: along(index + 0.5, parts.length),
          y: along(1 - share, 1),
          isRunning: index === parts.length - 1,
        },
  );
  const segments = points.flatMap((point, index) => {
    const next = points[index + 1];
    return point && next ? [{ x1: point.x, y1: point.y, x2: next.x, y2: next.y }] : [];
  });
  return { points: points.filter((point) => point !== null), segments };
}

/** The first month, the last and a few between them. */
function labelsOf(months: readonly string[]): PanelsView['months'] {
  const every = Math.max(1, Math.ceil((months.length - 1) / (LABELS_AT_MOST - 1)));
  return months.flatMap((label, index): TickView[] => {
    if ((months.length - 1 - index) % every !== 0) return [];
    // Centred under the last month, the label would stick out to the right.
    if (index === months.length - 1) return [{ at: '100%', label, anchor: 'end' }];
    return [{ at: along(index + 0.5, months.length), label, anchor: 'middle' }];
  });
}
