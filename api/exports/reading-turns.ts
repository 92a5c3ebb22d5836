/**
 * Reads only a few pages of files at once, the others in the order of their requests: however many files are
 * downloaded, other requests to PostgreSQL find a free connection.
 */
export function createReadingTurns({ atOnce }: { atOnce: number }) {
  const waiting: (() => void)[] = [];
  let reading = 0;

  async function enter(): Promise<void> {
    if (reading >= atOnce) return new Promise((admit) => waiting.push(admit));
    reading += 1;
  }

  // The turn is passed on, not freed, so that nobody can push in before those who wait.
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
