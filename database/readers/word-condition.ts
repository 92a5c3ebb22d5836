import { searchTerms } from '../../domain/search-terms';
import { findTrackingCode, partOfTrackingCode } from '../../domain/tracking-code';
import type { Conditions } from './conditions';

/** Fewer letters in a row are no trigram: such a word is found by its beginning, which the index knows. */
const TRIGRAM = 3;

/**
 * SQL that is true where text and address have all of these words, in small or capital letters: each as it stands or
 * as a part of one, what is quoted as a phrase. Read from the trigram index. False for what has no letter and no digit.
 */
export function hasWords(where: Conditions, typed: string): string {
  const { words, phrases } = searchTerms(typed);
  const patterns = [
    ...words.map((word) => ([...word].length < TRIGRAM ? `% ${word}%` : `%${word}%`)),
    ...phrases.map((phrase) => `% ${phrase} %`),
  ];
  if (patterns.length === 0) return 'FALSE';
  return patterns.map((pattern) => `c.words LIKE lower(${where.value(pattern)})`).join(' AND ');
}

/** SQL that is true for the complaint with this code, or with this half of it. */
export function hasCode(where: Conditions, typed: string): string {
  const code = findTrackingCode(typed);
  if (code) return `c.tracking_code = ${where.value(code)}`;
  const part = partOfTrackingCode(typed);
  return part === null ? 'FALSE' : `c.tracking_code LIKE ${where.value(`%${part}%`)}`;
}
