import type { Part } from '../../api/statistics/figures';
import type { Locale } from '../../locale/locale';
import { along, endFor, percent, ticks, type TickView } from './axis';

export interface ShareBar {
  name: string;
  part: Pick<Part, 'of' | 'share'>;
  /** A share of the part, shown hatched at its end. */
  hatched?: Part;
  /** Another share of the same total, shown as a mark on the bar. */
  marked?: Part;
}

interface BarView {
  name: string;
  /** Text in place of a bar. */
  tooFew: string | null;
  solid: string;
  hatched: { x: string; width: string } | null;
  mark: string | null;
  value: string;
  of: string;
}

export interface BarsView {
  ticks: TickView[];
  bars: BarView[];
  /** Position of the share of all together. */
  reference: string | null;
}

/** Ends of an axis of shares. It starts at zero, and a rate of a few per cent must still be visible. */
const ENDS = [0.1, 0.2, 0.4, 1];

/** One bar for each row; a small chart has fewer ticks. With `isWhole` the axis always goes to 100 %. */
export function shareBars(
  bars: readonly ShareBar[],
  {
    locale,
    reference,
    isWhole,
    isSmall = false,
  }: { locale: Locale; reference: number | null; isWhole: boolean; isSmall?: boolean },
): BarsView {
  const shares = [
    ...bars.flatMap(({ part }) => part.share ?? []),
    ...(reference === null ? [] : [reference]),
  ];
  const max = isWhole ? 1 : endFor(shares, ENDS);
  return {
    ticks: ticks(max, {
      steps: isSmall ? 2 : 4,
      label: (value) => percent(value, locale),
    }),
    bars: bars.map((bar) => barView(bar, max, locale)),
    reference: reference === null ? null : along(reference, max),
  };
}

function barView({ name, part, hatched, marked }: ShareBar, max: number, locale: Locale): BarView {
  const { t, time } = locale;
  const { share, of } = part;
  if (share === null) {
    const tooFew = t('statistics.tooFew', { n: time.number(of) });
    return { name, tooFew, solid: '0%', hatched: null, mark: null, value: '', of: '' };
  }
  const end = hatched?.share ?? 0;
  const markedShare = marked?.share ?? null;
  return {
    name,
    tooFew: null,
    solid: along(share - end, max),
    hatched: end === 0 ? null : { x: along(share - end, max), width: along(end, max) },
    mark: markedShare === null ? null : along(markedShare, max),
    value: percent(share, locale),
    of: t('statistics.of', { n: time.number(of) }),
  };
}
