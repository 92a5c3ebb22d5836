import type { Page } from 'playwright-core';

/** The map's own library is counted apart. */
const MAP_LIBRARY = /leaflet/;

export interface Weight {
  /** Bytes of our own HTML, CSS and JavaScript, as they are after any compression. */
  own: number;
  /** Address and bytes of each, the heaviest first. */
  parts: [address: string, bytes: number][];
}

/** Weighs what the page loads from now on; the answer is for when it has loaded. */
export function weigh(page: Page): () => Promise<Weight> {
  const found: Promise<[string, number]>[] = [];
  page.on('response', (response) => {
    const type = response.headers()['content-type'] ?? '';
    const { pathname } = new URL(response.url());
    if (!/html|css|javascript/.test(type) || MAP_LIBRARY.test(pathname)) return;
    found.push(response.body().then((body) => [pathname, body.length]));
  });
  return async () => {
    const parts = (await Promise.all(found)).sort(([, one], [, other]) => other - one);
    return { own: parts.reduce((sum, [, bytes]) => sum + bytes, 0), parts };
  };
}
