import type { CityPack, Language, LocalizedText } from '../../city/city-pack';
import { inLanguage } from '../../city/in-language';
import type { Say, Translator } from '../../mail/locales';

/** What the interface says, in one of the city's languages. */
export interface Speech {
  say: Say;
  /** @throws RangeError (as the other) for a code that the pack does not have */
  agency(code: string): string;
  service(code: string): string;
}

export interface SpeechDeps {
  city: CityPack;
  translator: Pick<Translator, 'in'>;
}

export function speechIn({ city, translator }: SpeechDeps, language: Language): Speech {
  return {
    say: translator.in(language),
    agency: (code) => inLanguage(namesOf(city.agencies, code), language),
    service: (code) => inLanguage(namesOf(city.categories, code), language),
  };
}

function namesOf(all: readonly { code: string; names: LocalizedText }[], code: string): LocalizedText {
  const found = all.find((each) => each.code === code);
  if (!found) throw new RangeError(`the city pack has no "${code}"`);
  return found.names;
}
