import { setImmediate as othersAreServed } from 'node:timers/promises';

const BATCH = 50;

/** Maps a long list in batches; other requests are served in between. */
export async function mapInBatches<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let first = 0; first < items.length; first += BATCH) {
    if (first > 0) await othersAreServed();
    results.push(...items.slice(first, first + BATCH).map(map));
  }
  return results;
}
