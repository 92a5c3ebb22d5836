export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets at most `width` through at once; the others wait in the order of arrival. */
export function createGate(width: number): Gate {
  const waiting: (() => void)[] = [];
  let free = width;

  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place is handed on, so that nobody who arrives now can overtake.
      if (next) next();
      else free += 1;
    }
  };
}
