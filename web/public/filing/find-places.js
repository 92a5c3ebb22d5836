/**
 * @typedef {import('./map-facts.js').Point} Point
 * @typedef {'district' | 'village' | 'water' | 'road' | 'landmark'} Kind
 * @typedef {{ name: string, kind: Kind, point: Point, words: string[][] }} Place `words`: of each of its names, folded
 */

/** Words that say what something is and that most people leave out or write in their own way. */
const LEFT_OUT = new Set(['jl', 'jln', 'jalan', 'kel', 'kelurahan', 'kec', 'kecamatan', 'di', 'dekat']);
/** @type {Record<string, string>} */
const WRITTEN_OUT = {
  ...{ jend: 'jenderal', kol: 'kolonel', kapt: 'kapten', prof: 'profesor', univ: 'universitas' },
  ...{
    sman: 'sma negeri',
    smkn: 'smk negeri',
    smpn: 'smp negeri',
    i: '1',
    ii: '2',
    iii: '3',
    iv: '4',
    x: '10',
  },
};
/** Old spelling and letters that are hard to hear, as they are written here. */
const SPELLINGS = /** @type {[RegExp, string][]} */ ([
  [/oe/g, 'u'],
  [/dj/g, 'j'],
  [/tj/g, 'c'],
  [/([dgkstz])h/g, '$1'],
  [/(.)\1+/g, '$1'],
]);
const METERS_PER_DEGREE = 111_195;
/** Farther apart than this, two spellings are two words. */
const TYPOS = (/** @type {number} */ length) => (length < 4 ? 0 : length < 7 ? 1 : 2);

/**
 * All that can be found on the map.
 * @param {import('./map-facts.js').MapFacts} facts
 * @returns {Place[]}
 */
export function placesOf({ districts, villages, waters, roads, landmarks }) {
  return [
    ...landmarks.map(({ name, also, point }) => placeOf('landmark', point, name, also)),
    ...roads.flatMap(({ name, also, line }) => {
      const [longitude = 0, latitude = 0] = line[Math.floor(line.length / 2)] ?? [];
      return name === null ? [] : [placeOf('road', { latitude, longitude }, name, also)];
    }),
    ...villages.map(({ name, point }) => placeOf('village', point, name)),
    ...districts.map(({ name, point }) => placeOf('district', point, name)),
    ...waters.map(({ name, point }) => placeOf('water', point, name)),
  ];
}

/**
 * @param {Kind} kind
 * @param {Point} point
 * @param {string} name
 * @param {string | null} [also] another name
 * @returns {Place}
 */
function placeOf(kind, point, name, also = null) {
  const names = also === null ? [name] : [name, `${name} ${also}`];
  return { name, kind, point, words: names.map(wordsIn) };
}

/**
 * Those whose name has every word that was typed, or nearly so, the best first.
 * @param {readonly Place[]} places
 * @param {string} typed
 * @param {{ near?: Point | null }} [options]
 * @returns {Place[]}
 */
export function findPlaces(places, typed, { near = null } = {}) {
  const words = wordsIn(typed);
  if (words.join('').length < 2) return [];
  const found = places.flatMap((place) => {
    const cost = Math.min(...place.words.map((of) => costOf(words, of)));
    return cost === Infinity ? [] : [{ place, cost, meters: near ? metersBetween(near, place.point) : 0 }];
  });
  found.sort((one, other) => one.cost - other.cost || one.meters - other.meters);
  // A river may be drawn in several pieces: the best of them stands for all.
  const names = new Map(found.reverse().map(({ place }) => [`${place.kind} ${place.name}`, place]));
  return found
    .reverse()
    .flatMap(({ place }) => (names.get(`${place.kind} ${place.name}`) === place ? [place] : []));
}

/** @param {string} text */
function wordsIn(text) {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase();
  const all = plain.split(/[^a-z0-9]+/).filter((word) => word !== '');
  const words = all.filter((word) => !LEFT_OUT.has(word));
  return (words.length > 0 ? words : all)
    .flatMap((word) => (WRITTEN_OUT[word] ?? word).split(' '))
    .map(spelled);
}

/** @param {string} word */
function spelled(word) {
  return SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), word);
}

/**
 * @param {string[]} typed
 * @param {string[]} name
 * @returns {number} Infinity when it is something else
 */
function costOf(typed, name) {
  const costs = typed.map((word) => Math.min(...name.map((other) => wordCost(word, other))));
  const rest = Math.max(0, name.length - typed.length) / 10;
  const apart = costs.reduce((sum, cost) => sum + cost, rest);
  // A number is another number, however near.
  if (typed.some((word) => /^\d+$/.test(word) && !name.includes(word))) return Infinity;
  // With a space too many or too few.
  const together = runsOf(name).map((run) => wordCost(typed.join(''), run));
  return Math.min(apart, 0.3 + rest + Math.min(...together));
}

/**
 * Words that follow each other, written as one.
 * @param {string[]} words
 */
function runsOf(words) {
  return words.flatMap((_, from) =>
    words.slice(from).map((_, at) => words.slice(from, from + at + 1).join('')),
  );
}

/**
 * @param {string} typed
 * @param {string} word
 */
function wordCost(typed, word) {
  if (typed === word) return 0;
  if (word.startsWith(typed)) return 0.5;
  const most = TYPOS(typed.length);
  const typos = Math.min(distance(typed, word), distance(typed, word.slice(0, typed.length)) + 0.5);
  return typos <= most + 0.5 && most > 0 ? 1 + typos : Infinity;
}

/**
 * Letters to add, take away, change or swap with the next one.
 * @param {string} one
 * @param {string} other
 */
function distance(one, other) {
  /** @type {number[]} */
  let beforeLast = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      const isSwapped = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      next[at] = Math.min(
        (last[at] ?? 0) + 1,
        (next[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (beforeLast[at - 2] ?? Infinity) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = next;
  }
  return last[other.length] ?? 0;
}

/**
 * Plane geometry: accurate enough within a city.
 * @param {Point} one
 * @param {Point} other
 */
export function metersBetween(one, other) {
  const narrowing = Math.cos((one.latitude * Math.PI) / 180);
  const east = (other.longitude - one.longitude) * narrowing;
  return Math.hypot(east, other.latitude - one.latitude) * METERS_PER_DEGREE;
}
