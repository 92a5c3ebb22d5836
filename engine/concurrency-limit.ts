interface Line {
  running: number;
  waiting: (() => void)[];
}

export type ConcurrencyLimit = ReturnType<typeof createConcurrencyLimit>;

/** Limits how much work runs at once per name; the rest waits in the order of arrival. */
export function createConcurrencyLimit({ atOnce }: { atOnce: number }) {
  const lines = new Map<string, Line>();

  function next(name: string, line: Line): void {
    const begin = line.waiting.shift();
    if (begin) return begin();
    line.running -= 1;
    if (line.running === 0) lines.delete(name);
  }

  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const line = lines.get(name) ?? { running: 0, waiting: [] };
    lines.set(name, line);
    if (line.running < atOnce) line.running += 1;
    else await new Promise<void>((resolve) => line.waiting.push(resolve));
    try {
      return await work();
    } finally {
      next(name, line);
    }
  };
}
