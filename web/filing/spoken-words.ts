/** Normalises a text for comparison: lower case, single spaces, nothing else between. The script does the same. */
export function spokenWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How many of the words and phrases occur in a text as whole words. */
export function countSpoken(text: string, phrases: readonly string[]): number {
  const spoken = ` ${spokenWords(text)} `;
  const words = phrases.map(spokenWords).filter((phrase) => phrase !== '');
  return words.filter((phrase) => spoken.includes(` ${phrase} `)).length;
}
