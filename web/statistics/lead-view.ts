import type { StatisticsFilter } from '../../database/readers/statistics-filter';
import { percent } from '../plots/axis';
import type { Locale } from '../../locale/locale';
import type { Statistics } from './read-statistics';

export interface LeadView {
  /** The share; null when there are too few cases. */
  share: string | null;
  sentences: string[];
}

/** The summary for people who read only one line. */
export function leadView(
  { total: { figures }, quarters }: Statistics,
  { filter, locale }: { filter: StatisticsFilter; locale: Locale },
): LeadView {
  const { t, time } = locale;
  const { share, of } = figures.resolvedInTime;
  const n = time.number(of);
  const days = { from: dayOf(filter.from, locale), to: dayOf(filter.to, locale) };
  return {
    share: share === null ? null : percent(share, locale),
    sentences: [
      share === null ? t('statistics.tooFew', { n }) : t('statistics.lead.decided', { n, ...days }),
      ...movedSentence(figures.afterMove.share, locale),
      ...(figures.running === 0 ? [] : [t('statistics.lead.running', { n: time.number(figures.running) })]),
      ...trendSentence(quarters, locale),
    ],
  };
}

function movedSentence(share: number | null, locale: Locale): string[] {
  if (share === null || share === 0) return [];
  return [locale.t('statistics.lead.moved', { share: percent(share, locale) })];
}

function trendSentence(quarters: Statistics['quarters'], locale: Locale): string[] {
  const last = quarters?.last.resolvedInTime.share ?? null;
  const before = quarters?.before.resolvedInTime.share ?? null;
  if (last === null || before === null) return [];
  const shares = { last: percent(last, locale), before: percent(before, locale) };
  return [locale.t('statistics.lead.trend', shares)];
}

/** `1 Desember 2025`: the long form without weekday and hour. */
function dayOf(at: number, { time, language }: Locale): string {
  const [year = 0, month = 1, day = 1] = time.day(at).split('-').map(Number);
  const tag = language === 'id' ? 'id-ID' : 'en-GB';
  return new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'long' }).format(
    Date.UTC(year, month - 1, day),
  );
}
