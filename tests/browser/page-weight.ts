import type { Page, Response } from 'playwright-core';

/** The map's own library is counted apart. */
const MAP_LIBRARY = /leaflet|protomaps/;

export interface Weight {
  /** Bytes of our own HTML, CSS and JavaScript, as they are after any compression. */
  own: number;
  /** Address and bytes of each, the heaviest first. */
  parts: [address: string, bytes: number][];
}

/** Weighs what the page that is opened next loads, over the network or from the browser's cache, until the result is taken. */
export function weigh(page: Page): () => Promise<Weight> {
  const found: Promise<[string, number]>[] = [];
  let isNavigating = false;
  const put = (response: Response) => {
    isNavigating ||= response.request().isNavigationRequest();
    // What the page before still loaded is gone with it.
    if (!isNavigating) return;
    const type = response.headers()['content-type'] ?? '';
    const { pathname } = new URL(response.url());
    if (!/html|css|javascript/.test(type) || MAP_LIBRARY.test(pathname)) return;
    found.push(response.body().then((body) => [pathname, body.length]));
  };
  page.on('response', put);
  return async () => {
    page.off('response', put);
    const parts = (await Promise.all(found)).sort(([, one], [, other]) => other - one);
    return { own: parts.reduce((sum, [, bytes]) => sum + bytes, 0), parts };
  };
}
