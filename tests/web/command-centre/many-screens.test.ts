import type { Watching } from '../live/watch';
import { WALL_SETTINGS } from '../../../web/command-centre/wall-settings';
import { delaysOf } from './delays-of';
import { startWall } from './wall-under-test';

const SCREENS = 100;
const NEWS = 5;
const DELAY_AT_MOST_MS = 1_000;

/** `tests/load/wall-screens.ts` measures five hundred. */
describe('a hundred walls', () => {
  it('all hear what happens within a second', async () => {
    const test = await startWall({ pace: WALL_SETTINGS.pace });
    const screens = await Promise.all(Array.from({ length: SCREENS }, (): Promise<Watching> => test.watch()));
    await Promise.all(screens.map((each) => each.until((text) => text.includes('event: parts'))));
    const delays: number[] = [];
    for (let news = 0; news < NEWS; news += 1) {
      const happen = async () => (await test.fileAssigned()).trackingCode;
      delays.push(...(await delaysOf(screens, happen)));
    }
    for (const each of screens) each.leave();
    await test.stop();
    const sorted = delays.sort((one, other) => one - other);
    expect(sorted).toHaveLength(SCREENS * NEWS);
    expect(sorted[Math.ceil(0.99 * sorted.length) - 1]).toBeLessThanOrEqual(DELAY_AT_MOST_MS);
  });
});
