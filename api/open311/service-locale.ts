import type { CityPack, Language } from '../../city/city-pack';
import { directoryIn, type Directory } from '../../city/directory';
import type { Translate, Translator } from '../../locale/translator';

/** One of the city's languages, with the texts and names that the interface shows. */
export interface ServiceLocale extends Pick<Directory, 'agency' | 'district' | 'village'> {
  t: Translate;
  service: Directory['category'];
}

export interface LocaleDeps {
  city: CityPack;
  translator: Pick<Translator, 'in'>;
}

export function localeIn({ city, translator }: LocaleDeps, language: Language): ServiceLocale {
  const { agency, category: service, district, village } = directoryIn(city, language);
  return { t: translator.in(language), agency, service, district, village };
}
