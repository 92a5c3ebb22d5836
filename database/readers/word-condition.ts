import type { Conditions } from './conditions';

/**
 * SQL that is true where a text or an address has these words, in small or capital letters; read from the trigram
 * indexes, which needs three letters in a row.
 */
export function hasWords(where: Conditions, words: string): string {
  const pattern = `lower(${where.value(`%${escapeLike(words)}%`)})`;
  return `(lower(c.description) LIKE ${pattern} OR lower(c.address) LIKE ${pattern})`;
}

function escapeLike(words: string): string {
  return words.replaceAll(/[\\%_]/g, '\\$&');
}
