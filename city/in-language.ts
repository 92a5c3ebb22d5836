import type { LocalizedText } from './city-pack';

/**
 * The text in a language of its pack. A checked pack has every text in every language that it lists.
 * @throws RangeError when the pack does not have the language.
 */
export function inLanguage(text: LocalizedText, language: string): string {
  if (!Object.hasOwn(text, language)) throw new RangeError(`no text in the language "${language}"`);
  return text[language] as string;
}
