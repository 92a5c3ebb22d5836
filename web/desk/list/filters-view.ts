import type { CityPack } from '../../../city/city-pack';
import { everyOf } from '../../../city/directory';
import { STATUSES } from '../../../domain/statuses';
import type { MessageKey } from '../../../mail/locales';
import type { Speech } from '../../speech';
import type { DeskQuery } from './desk-query';

interface SelectView {
  name: string;
  label: string;
  /** What is shown when nothing is chosen. */
  any: string;
  options: { value: string; label: string; isChosen: boolean }[];
}

export interface FiltersView {
  words: string;
  selects: SelectView[];
  /** What the tabs say, to be kept by the form. */
  kept: { name: string; value: string }[];
  /** How many of the selects say something, for a phone where they are folded away. */
  active: number;
  title: string;
}

interface Choice {
  value: string;
  label: string;
}

export function filtersView(
  query: DeskQuery,
  { city, speech, choosesAgency }: { city: CityPack; speech: Speech; choosesAgency: boolean },
): FiltersView {
  const { say, names } = speech;
  const select = (
    name: 'status' | 'category' | 'district' | 'level' | 'agency',
    any: MessageKey,
    choices: Choice[],
  ): SelectView => ({
    name,
    label: say(`desk.filters.${name}`),
    any: say(any),
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
      STATUSES.map((value) => ({ value, label: say(`words.status.${value}`) })),
    ),
    select('category', 'desk.filters.any', coded(everyOf(city, 'categories'), names.category)),
    select('district', 'desk.filters.any', coded(everyOf(city, 'districts'), names.district)),
    select('level', 'desk.filters.any', levels(speech)),
  ];
  const active = selects.filter(({ options }) => options.some(({ isChosen }) => isChosen)).length;
  return {
    words: query.q ?? '',
    selects,
    kept: (['due', 'officer'] as const).flatMap((name) =>
      query[name] === undefined ? [] : [{ name, value: query[name] }],
    ),
    active,
    title:
      active === 0 ? say('desk.filters.title') : say('desk.filters.titleActive', { count: String(active) }),
  };
}

function levels({ say, names }: Speech): Choice[] {
  return [
    { value: '0', label: say('desk.filters.levelNone') },
    ...([1, 2, 3] as const).map((level) => ({
      value: String(level),
      label: say(`words.urgency.late_${level}`, { centre: names.centre }),
    })),
  ];
}
