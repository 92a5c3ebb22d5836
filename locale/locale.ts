import type { CityPack, Language } from '../city/city-pack';
import { cityNames, type CityNames } from './city-names';
import { createTimeFormat, type TimeFormat } from './time-format';
import type { Translate, Translator } from './translator';

/** A language with its texts, names and formats. */
export interface Locale {
  language: Language;
  t: Translate;
  names: CityNames;
  time: TimeFormat;
}

export type Locales = (language: Language) => Locale;

export function createLocales({ city, translator }: { city: CityPack; translator: Translator }): Locales {
  const locales = new Map(city.languages.map((language) => [language, localeOf(city, translator, language)]));
  return (language) => locales.get(language) ?? localeOf(city, translator, language);
}

function localeOf(city: CityPack, translator: Translator, language: Language): Locale {
  const t = translator.in(language);
  return {
    language,
    t,
    names: cityNames(city, language, t),
    time: createTimeFormat({ language, timeZone: city.timeZone }),
  };
}
