/** The text in lower case, with one space between words and nothing else; `web/public/device/phrases.js` is its twin. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How many of the phrases occur in a text, as whole words. */
export function countPhrases(text: string, phrases: readonly string[]): number {
  const haystack = ` ${plainWords(text)} `;
  const wanted = phrases.map(plainWords).filter((phrase) => phrase !== '');
  return wanted.filter((phrase) => haystack.includes(` ${phrase} `)).length;
}
