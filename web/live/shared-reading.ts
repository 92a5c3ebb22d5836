/**
 * Callers who ask for the same key at once share one read, which starts after each of them has asked: nobody gets
 * what was read before their news.
 */
export function createSharedReading<Value>(
  read: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const underWay = new Map<string, Promise<unknown>>();
  const toCome = new Map<string, Promise<Value>>();

  async function readAfter(key: string, before: Promise<unknown> | undefined): Promise<Value> {
    await before;
    toCome.delete(key);
    const reading = read(key);
    // Those who wait for its end only need to know that it is over.
    const end = reading.then(
      () => undefined,
      () => undefined,
    );
    underWay.set(key, end);
    try {
      return await reading;
    } finally {
      if (underWay.get(key) === end) underWay.delete(key);
    }
  }

  return function ask(key) {
    const shared = toCome.get(key) ?? readAfter(key, underWay.get(key));
    toCome.set(key, shared);
    return shared;
  };
}
