import type { CityPack, Language } from '../../../city/city-pack';
import { inLanguage } from '../../../city/in-language';
import type { FormName } from '../../forms/act-fields';
import type { Reply } from '../../forms/field-view';
import type { Locale } from '../../../locale/locale';

interface RepliesInput {
  city: CityPack;
  locale: Locale;
  category: string;
  /** Null if it is unknown; the texts are then in the city's default language. */
  reporterLanguage: string | null;
}

/** The pack's reply texts for a form: those for the reporter in their language, notes in the officer's. */
export function repliesFor(
  name: FormName,
  { city, locale, category, reporterLanguage }: RepliesInput,
): Reply[] {
  const readers = city.languages.find((each) => each === reporterLanguage) ?? city.defaultLanguage;
  const language: Language = name === 'notes' ? locale.language : readers;
  return city.replies
    .filter(
      ({ act, categories }) => act === name && (categories.length === 0 || categories.includes(category)),
    )
    .map(({ titles, texts }) => ({
      title: inLanguage(titles, locale.language),
      text: inLanguage(texts, language),
    }));
}
