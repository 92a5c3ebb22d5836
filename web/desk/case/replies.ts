import type { CityPack, Language } from '../../../city/city-pack';
import { inLanguage } from '../../../city/in-language';
import type { FormName } from '../../forms/form-definitions';
import type { Reply } from '../../forms/form-view';
import type { Speech } from '../../speech';

interface RepliesInput {
  city: CityPack;
  speech: Speech;
  category: string;
  /** Null when it is not known; they are then told in the city's own. */
  reporterLanguage: string | null;
}

/** The pack's texts for a form: what the reporter is to read in their language, notes in the officer's. */
export function repliesFor(
  name: FormName,
  { city, speech, category, reporterLanguage }: RepliesInput,
): Reply[] {
  const readers = city.languages.find((each) => each === reporterLanguage) ?? city.defaultLanguage;
  const language: Language = name === 'notes' ? speech.language : readers;
  return city.replies
    .filter(
      ({ act, categories }) => act === name && (categories.length === 0 || categories.includes(category)),
    )
    .map(({ titles, texts }) => ({
      title: inLanguage(titles, speech.language),
      text: inLanguage(texts, language),
    }));
}
