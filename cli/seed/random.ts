/** Repeatable random numbers: the same seed gives the same sequence. */
export interface Random {
  /** In [0, 1). */
  share(): number;
  between(least: number, most: number): number;
  isOneIn(share: number): boolean;
  /** Picks one item by weight. @throws RangeError when there is none */
  oneOf<Item>(items: readonly Item[], weightOf?: (item: Item) => number): Item;
}

/** Mulberry32, Tommy Ettinger's generator of 32 bits; no secret depends on it. */
export function createRandom(beginning: number): Random {
  let state = beginning >>> 0;
  function share(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    share,
    between: (least, most) => least + share() * (most - least),
    isOneIn: (wanted) => share() < wanted,
    oneOf(items, weightOf = () => 1) {
      const whole = items.reduce((sum, item) => sum + weightOf(item), 0);
      let left = share() * whole;
      const found = items.find((item) => (left -= weightOf(item)) < 0) ?? items.at(-1);
      if (found === undefined) throw new RangeError('there is nothing to choose from');
      return found;
    },
  };
}
