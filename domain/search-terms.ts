import { foldLine } from './human-text';

export interface SearchTerms {
  /** Matched anywhere in the text. */
  words: string[];
  /** Quoted text: whole words in sequence, joined by single spaces. */
  phrases: string[];
}

/** More words than anybody types; each becomes a condition of its own. */
const TERMS_AT_MOST = 12;
const QUOTED = /["“”„«»]([^"“”„«»]*)["“”„«»]?/g;
/** Everything but letters, digits, their marks, and the joiners within words of some scripts. */
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}\u200C\u200D]+/u;

/**
 * The terms of a search, whatever separates the words. Both lists are empty when there is no letter and no digit.
 */
export function searchTerms(typed: string): SearchTerms {
  const line = foldLine(typed);
  const phrases = [...line.matchAll(QUOTED)].map(([, quoted = '']) => wordsIn(quoted).join(' '));
  const words = wordsIn(line.replace(QUOTED, ' '));
  return {
    words: [...new Set(words)].slice(0, TERMS_AT_MOST),
    phrases: [...new Set(phrases)].filter((phrase) => phrase !== '').slice(0, TERMS_AT_MOST),
  };
}

function wordsIn(text: string): string[] {
  return text.split(BETWEEN_WORDS).filter((word) => word !== '');
}
