import type { Watching } from '../live/watch';

/** How long each screen waited, in milliseconds, to hear of a complaint after it was stored. */
export async function delaysOf(
  screens: readonly Pick<Watching, 'until'>[],
  happen: () => Promise<string>,
): Promise<number[]> {
  const code = await happen();
  const happenedAt = performance.now();
  return Promise.all(
    screens.map(async (screen) => {
      await screen.until((text) => text.includes(code));
      return Math.max(0, performance.now() - happenedAt);
    }),
  );
}
