/**
 * Lets a few pages of files be read at once, the others in the order in which they were asked for: however many files
 * are fetched, what else is asked of PostgreSQL finds a free connection.
 */
export function createReadingTurns({ atOnce }: { atOnce: number }) {
  const waiting: (() => void)[] = [];
  let reading = 0;

  async function enter(): Promise<void> {
    if (reading >= atOnce) return new Promise((admit) => waiting.push(admit));
    reading += 1;
  }

  // The turn is handed on rather than freed, so that a newcomer cannot slip in before those who wait.
  function leave(): void {
    const admitNext = waiting.shift();
    if (admitNext) admitNext();
    else reading -= 1;
  }

  return async function inTurn<T>(read: () => Promise<T>): Promise<T> {
    await enter();
    try {
      return await read();
    } finally {
      leave();
    }
  };
}
