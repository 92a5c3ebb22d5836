import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import type { Speech } from '../speech';
import { PERIODS, type StatisticsQuery } from './statistics-query';

interface SelectView {
  name: string;
  label: string;
  options: { value: string; label: string; isChosen: boolean }[];
}

export function filtersView(
  query: StatisticsQuery,
  { city, speech, choosesAgency }: { city: CityPack; speech: Speech; choosesAgency: boolean },
): SelectView[] {
  const { say, names, time } = speech;
  const any = { value: '', label: say('statistics.filters.any') };
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
    label: say('statistics.filters.months', { n: time.number(months) }),
  }));
  return [
    select('months', say('statistics.filters.period'), periods),
    ...(choosesAgency
      ? [select('agency', say('statistics.columns.agency'), coded(everyOf(city, 'agencies'), names.agency))]
      : []),
    select(
      'category',
      say('statistics.columns.category'),
      coded(everyOf(city, 'categories'), names.category),
    ),
  ];
}
