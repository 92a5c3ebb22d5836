import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import type { Locale } from '../../locale/locale';
import { PERIODS, type StatisticsQuery } from './statistics-query';

interface SelectView {
  name: string;
  label: string;
  options: { value: string; label: string; isChosen: boolean }[];
}

export function filtersView(
  query: StatisticsQuery,
  { city, locale, choosesAgency }: { city: CityPack; locale: Locale; choosesAgency: boolean },
): SelectView[] {
  const { t, names, time } = locale;
  const any = { value: '', label: t('statistics.filters.any') };
  const coded = (all: readonly { code: string }[], label: (code: string) => string) => [
    any,
    ...all.map(({ code }) => ({ value: code, label: label(code) })),
  ];
  const select = (
    name: keyof StatisticsQuery,
    label: string,
    options: { value: string; label: string }[],
  ) => ({
    name,
    label,
    options: options.map((option) => ({ ...option, isChosen: option.value === String(query[name] ?? '') })),
  });
  const periods = PERIODS.map((months) => ({
    value: String(months),
    label: t('statistics.filters.months', { n: time.number(months) }),
  }));
  return [
    select('months', t('statistics.filters.period'), periods),
    ...(choosesAgency
      ? [select('agency', t('statistics.columns.agency'), coded(everyOf(city, 'agencies'), names.agency))]
      : []),
    select('category', t('statistics.columns.category'), coded(everyOf(city, 'categories'), names.category)),
  ];
}
