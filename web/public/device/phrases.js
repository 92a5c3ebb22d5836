/** Words and phrases in a text: the twin of `web/filing/phrases.ts`. */
(() => {
  /** @param {string} text */
  function plainWords(text) {
    return text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  }

  /** @param {string} text @param {readonly string[]} phrases */
  function countPhrases(text, phrases) {
    const haystack = ` ${plainWords(text)} `;
    const wanted = phrases.map(plainWords).filter((phrase) => phrase !== '');
    return wanted.filter((phrase) => haystack.includes(` ${phrase} `)).length;
  }

  self.sikesal = { ...self.sikesal, phrases: { plainWords, countPhrases } };
})();
