/**
 * Whether a text is about danger to life now, for a phone without a network: the twin of `web/filing/phrases.ts` and
 * `web/filing/speaks-of-danger.ts`, which say why. One test compares the two.
 */
(() => {
  const WORDS_BETWEEN_AT_MOST = 6;
  const SHORT_WORD = 4;

  const plainWords = (/** @type {string} */ text) => self.sikesal.phrases.plainWords(text);
  const countPhrases = (/** @type {string} */ text, /** @type {readonly string[]} */ phrases) =>
    self.sikesal.phrases.countPhrases(text, phrases);

  /**
   * Without the lookbehind of the twin: a Safari that lacks it would not even parse the file.
   * @param {string} text
   */
  function thoughtsIn(text) {
    return text.split(/[!?,;:()\n]/u).flatMap((part) => {
      /** @type {string[]} */
      const thoughts = [''];
      for (const piece of part.split(/(\.)/)) {
        const before = /** @type {string} */ (thoughts[thoughts.length - 1]);
        const ends = piece === '.' && new RegExp(`\\p{L}{${SHORT_WORD}}$`, 'u').test(before);
        if (ends) thoughts.push('');
        else thoughts[thoughts.length - 1] = before + piece;
      }
      return thoughts;
    });
  }

  /** @param {string} thought @param {string[]} phrases */
  function without(thought, phrases) {
    return phrases
      .map(plainWords)
      .reduce((rest, phrase) => rest.replaceAll(` ${phrase} `, ' '), ` ${plainWords(thought)} `);
  }

  /** @param {string} text @param {string[]} phrases */
  function placesOf(text, phrases) {
    const words = text.split(' ');
    return phrases.flatMap((phrase) => {
      const wanted = plainWords(phrase).split(' ');
      return words.flatMap((_, first) =>
        wanted.every((word, at) => words[first + at] === word)
          ? [{ first, last: first + wanted.length - 1 }]
          : [],
      );
    });
  }

  /** @typedef {{ of: string[], and: string[], passing?: boolean }} Pair */

  /** @param {string} text @param {Pair[]} pairs */
  function holdsPair(text, pairs) {
    const words = plainWords(text);
    const gap = (/** @type {{ first: number, last: number }} */ one, /** @type {typeof one} */ other) =>
      Math.max(one.first - other.last, other.first - one.last) - 1;
    return pairs.some(({ of, and }) => {
      const [starts, ends] = [placesOf(words, of), placesOf(words, and)];
      return starts.some((one) => ends.some((other) => gap(one, other) <= WORDS_BETWEEN_AT_MOST));
    });
  }

  /** @type {import('./types.js').Sikesal['danger']['speaksOfDanger']} */
  function speaksOfDanger(text, { dangerWords, dangerContext }) {
    const { pairs = [], harmless = [], past = [], present = [] } = dangerContext ?? {};
    const [passing, lasting] = [pairs.filter((pair) => pair.passing), pairs.filter((pair) => !pair.passing)];
    const isNow = (/** @type {string} */ thought) =>
      (countPhrases(thought, dangerWords) > 0 || holdsPair(thought, passing)) &&
      (countPhrases(thought, past) === 0 || countPhrases(thought, present) > 0);
    return thoughtsIn(text).some((thought) => isNow(without(thought, harmless))) || holdsPair(text, lasting);
  }

  self.sikesal = { ...self.sikesal, danger: { speaksOfDanger } };
})();
