import type { CityPack } from '../../../city/city-pack';
import { everyOf } from '../../../city/directory';
import { STATUSES } from '../../../domain/statuses';
import type { MessageKey } from '../../../locale/translator';
import type { Locale } from '../../../locale/locale';
import type { DeskQuery } from '../desk-query';

interface SelectView {
  name: string;
  label: string;
  /** The option that filters nothing. */
  any: string;
  options: { value: string; label: string; isChosen: boolean }[];
}

export interface FiltersView {
  words: string;
  selects: SelectView[];
  /** The tabs' filters, which the form must keep. */
  kept: { name: string; value: string }[];
  /** How many selects have a value: shown on phones, where the selects are folded away. */
  active: number;
  title: string;
}

interface Choice {
  value: string;
  label: string;
}

export function filtersView(
  query: DeskQuery,
  { city, locale, choosesAgency }: { city: CityPack; locale: Locale; choosesAgency: boolean },
): FiltersView {
  const { t, names } = locale;
  const select = (
    name: 'status' | 'category' | 'district' | 'level' | 'agency',
    any: MessageKey,
    choices: Choice[],
  ): SelectView => ({
    name,
    label: t(`desk.filters.${name}`),
    any: t(any),
    options: choices.map((choice) => ({ ...choice, isChosen: choice.value === query[name] })),
  });
  const coded = (all: readonly { code: string }[], label: (code: string) => string): Choice[] =>
    all.map(({ code }) => ({ value: code, label: label(code) }));
  const selects = [
    ...(choosesAgency
      ? [select('agency', 'desk.filters.anyAgency', coded(everyOf(city, 'agencies'), names.agency))]
      : []),
    select(
      'status',
      'desk.filters.unfinished',
      STATUSES.map((value) => ({ value, label: t(`words.status.${value}`) })),
    ),
    select('category', 'desk.filters.any', coded(everyOf(city, 'categories'), names.category)),
    select('district', 'desk.filters.any', coded(everyOf(city, 'districts'), names.district)),
    select('level', 'desk.filters.any', levels(locale)),
  ];
  const active = selects.filter(({ options }) => options.some(({ isChosen }) => isChosen)).length;
  return {
    words: query.q ?? '',
    selects,
    kept: (['due', 'officer'] as const).flatMap((name) =>
      query[name] === undefined ? [] : [{ name, value: query[name] }],
    ),
    active,
    title: active === 0 ? t('desk.filters.title') : t('desk.filters.titleActive', { count: String(active) }),
  };
}

function levels({ t, names }: Locale): Choice[] {
  return [
    { value: '0', label: t('desk.filters.levelNone') },
    ...([1, 2, 3] as const).map((level) => ({
      value: String(level),
      label: t(`words.urgency.late_${level}`, { centre: names.centre }),
    })),
  ];
}
