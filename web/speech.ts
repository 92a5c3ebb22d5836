import type { CityPack, Language } from '../city/city-pack';
import { cityNames, type CityNames } from '../mail/city-names';
import { createTimeFormat, type TimeFormat } from '../mail/format-time';
import type { Say, Translator } from '../mail/locales';

/** What a page is written with, in one language. */
export interface Speech {
  language: Language;
  say: Say;
  names: CityNames;
  time: TimeFormat;
}

export type Speeches = (language: Language) => Speech;

export function createSpeeches({ city, translator }: { city: CityPack; translator: Translator }): Speeches {
  const speeches = new Map(
    city.languages.map((language) => [language, speechOf(city, translator, language)]),
  );
  return (language) => speeches.get(language) ?? speechOf(city, translator, language);
}

function speechOf(city: CityPack, translator: Translator, language: Language): Speech {
  const say = translator.in(language);
  return {
    language,
    say,
    names: cityNames(city, language, say),
    time: createTimeFormat({ language, timeZone: city.timeZone }),
  };
}
