import { searchTerms } from '../../domain/search-terms';
import { findTrackingCode, partOfTrackingCode } from '../../domain/tracking-code';
import type { Conditions } from './conditions';

/** Shorter words have no trigram: they are found as the beginning of a word, which the index supports. */
const TRIGRAM = 3;

/**
 * SQL that is true if text and address contain all of these words, in any case: each as a word or part of one,
 * quoted text as a phrase. Uses the trigram index. False if there is no letter and no digit.
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

/** SQL that is true for the complaint with this tracking code, or with this half of one. */
export function hasCode(where: Conditions, typed: string): string {
  const code = findTrackingCode(typed);
  if (code) return `c.tracking_code = ${where.value(code)}`;
  const part = partOfTrackingCode(typed);
  return part === null ? 'FALSE' : `c.tracking_code LIKE ${where.value(`%${part}%`)}`;
}
