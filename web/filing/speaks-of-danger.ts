import type { CityPack, DangerPair } from '../../city/city-pack';
import { countPhrases, plainWords } from './phrases';

/** Two signs that are farther apart are about two different things. */
const WORDS_BETWEEN_AT_MOST = 6;
/** Ends of a thought. A full stop after a short word belongs to an abbreviation: `Jl. Merdeka`. */
const THOUGHTS = /[!?,;:()\n]|(?<=\p{L}{4})\./u;

/**
 * Whether a text is about danger to life now. What is over, or only feared, does not count unless the same thought
 * says that it goes on. A pair of signs counts like a danger word if it passes (a child, and that it fell into the
 * river), and always if it lasts (a power line, and that it fell).
 */
export function speaksOfDanger(
  text: string,
  { dangerWords, dangerContext }: Pick<CityPack['filing'], 'dangerWords' | 'dangerContext'>,
): boolean {
  const { pairs = [], harmless = [], past = [], present = [] } = dangerContext ?? {};
  const thoughts = text.split(THOUGHTS).map((thought) => without(thought, harmless));
  const [passing, lasting] = [pairs.filter((pair) => pair.passing), pairs.filter((pair) => !pair.passing)];
  const isNow = (thought: string) =>
    (countPhrases(thought, dangerWords) > 0 || holdsPair(thought, passing)) &&
    (countPhrases(thought, past) === 0 || countPhrases(thought, present) > 0);
  return thoughts.some(isNow) || holdsPair(text, lasting);
}

function without(thought: string, phrases: readonly string[]): string {
  return phrases
    .map(plainWords)
    .reduce((rest, phrase) => rest.replaceAll(` ${phrase} `, ' '), ` ${plainWords(thought)} `);
}

function holdsPair(text: string, pairs: readonly DangerPair[]): boolean {
  const words = plainWords(text);
  return pairs.some(({ of, and }) => {
    const [starts, ends] = [placesOf(words, of), placesOf(words, and)];
    return starts.some((one) => ends.some((other) => gapBetween(one, other) <= WORDS_BETWEEN_AT_MOST));
  });
}

interface Stretch {
  first: number;
  last: number;
}

function gapBetween(one: Stretch, other: Stretch): number {
  return Math.max(one.first - other.last, other.first - one.last) - 1;
}

/** Where phrases occur, by word numbers. */
function placesOf(text: string, phrases: readonly string[]): Stretch[] {
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
