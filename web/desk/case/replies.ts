import type { CityPack, Language } from '../../../city/city-pack';
import { inLanguage } from '../../../city/in-language';
import type { FormName } from '../../forms/form-definitions';
import type { Reply } from '../../forms/form-view';
import type { Locale } from '../../locale';

interface RepliesInput {
  city: CityPack;
  locale: Locale;
  category: string;
  /** Null when it is not known; they are then told in the city's own. */
  reporterLanguage: string | null;
}

/** The pack's texts for a form: what the reporter is to read in their language, notes in the officer's. */
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
