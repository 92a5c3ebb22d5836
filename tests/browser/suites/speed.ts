import { timeFirstByte } from '../first-byte';
import { LISTED_PAGES, type ListedPage } from '../pages';
import { addressOf, type Scenery } from '../scenery';

const REQUESTS = 20;
const MS_AT_MOST = 50;

export function describeSpeed(scenery: Scenery): void {
  describe('the first byte of a page', () => {
    // Other suites run on the same processors: all but the quickest may have waited for them. The median is told.
    it(`is there within ${MS_AT_MOST} ms once the system is warm`, async () => {
      const { url } = scenery();
      const medians: string[] = [];
      for (const [place, listed] of onePageOfEachPlace()) {
        const address = new URL(await addressOf(scenery, listed), url).href;
        const { quickest, median } = await timeFirstByte(address, REQUESTS);
        medians.push(`${place} ${median.toFixed(0)}`);
        expect({ place, isQuick: quickest <= MS_AT_MOST }).toEqual({ place, isQuick: true });
      }
      process.stdout.write(`first byte in ms, median of ${REQUESTS}: ${medians.join(', ')}\n`);
    });
  });
}

function onePageOfEachPlace(): Map<string, ListedPage> {
  return new Map(LISTED_PAGES.map((page) => [page.place, page]));
}
