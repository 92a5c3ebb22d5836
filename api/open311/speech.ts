import type { CityPack, Language } from '../../city/city-pack';
import { directoryIn, type Directory } from '../../city/directory';
import type { Say, Translator } from '../../mail/locales';

/** What the interface says, in one of the city's languages. */
export interface Speech extends Pick<Directory, 'agency' | 'district'> {
  say: Say;
  service: Directory['category'];
}

export interface SpeechDeps {
  city: CityPack;
  translator: Pick<Translator, 'in'>;
}

export function speechIn({ city, translator }: SpeechDeps, language: Language): Speech {
  const { agency, category: service, district } = directoryIn(city, language);
  return { say: translator.in(language), agency, service, district };
}
