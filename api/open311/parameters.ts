import { cutText } from '../../domain/human-text';
import { malformed } from '../http/problem';

export type Pair = readonly [name: string, value: string];

/** The parameters of a query string or a form. The specification treats an empty parameter as missing. */
export class Parameters {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(pairs: readonly Pair[]) {
    const values = new Map<string, string[]>();
    for (const [name, value] of pairs) {
      if (value.trim() === '') continue;
      const known = values.get(name);
      // Appends to the list in place: a form may repeat one name thousands of times, and copies would be slow.
      if (known) known.push(value);
      else values.set(name, [value]);
    }
    this.#values = values;
  }

  names(): string[] {
    return [...this.#values.keys()];
  }

  /** @throws Problem `malformed` if it has two different values */
  one(name: string): string | undefined {
    const values = new Set(this.#values.get(name));
    if (values.size > 1) throw malformed(`“${cutText(name, 60)}” is there more than once.`);
    return [...values][0];
  }

  /** @throws Problem `malformed` */
  required(name: string): string {
    const value = this.one(name);
    if (value === undefined) throw malformed(`${name} was not provided.`);
    return value;
  }

  /** All values of a parameter, whether repeated or sent as `name[]`. */
  all(name: string): readonly string[] {
    return [...(this.#values.get(name) ?? []), ...(this.#values.get(`${name}[]`) ?? [])];
  }

  /** All values of a parameter, including several in one, separated by commas; undefined if there are none. */
  list(name: string): string[] | undefined {
    const values = this.all(name)
      .flatMap((value) => value.split(','))
      .map((value) => value.trim())
      .filter((value) => value !== '');
    return values.length === 0 ? undefined : [...new Set(values)];
  }

  /** The parameters as sent, sorted by name, to compare two requests. */
  entries(): [string, readonly string[]][] {
    return [...this.#values].sort(([one], [other]) => (one < other ? -1 : 1));
  }
}

/** @throws Problem `malformed` for an escape that is no UTF-8 */
export function parsePairs(text: string): Pair[] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    });
}

/** @throws Problem `malformed` */
export function pairsOfQuery(url: string): Pair[] {
  const start = url.indexOf('?');
  return start < 0 ? [] : parsePairs(url.slice(start + 1));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw malformed('The parameters are not percent-encoded UTF-8.', cause);
  }
}
