/**
 * The service worker: it answers the form and the list of this device's complaints when there is no network, and
 * sends what waits. It keeps no other page and no answer of the API but the map's facts; all else goes past it.
 */
(() => {
  const PAGES = new Map([
    ['/file', 'form'],
    ['/my', 'mine'],
  ]);
  const SEND = 'sikesal-send';
  const worker = /** @type {any} */ (self);

  /** @param {import('../device/types.js').WorkerSettings} settings */
  function startWorker({ precache, languages }) {
    const { core, precaching, routing } = worker.workbox;
    core.setCacheNameDetails({ prefix: 'sikesal' });
    core.clientsClaim();
    precaching.cleanupOutdatedCaches();
    precaching.precacheAndRoute(precache);
    routing.registerRoute(
      (/** @type {{ request: Request, url: URL }} */ { request, url }) =>
        request.mode === 'navigate' && PAGES.has(url.pathname),
      (/** @type {{ request: Request, url: URL }} */ asked) => answer(asked, languages),
    );
  }

  /**
   * A choice of language goes to the service, which remembers it.
   * @param {{ request: Request, url: URL }} asked
   * @param {string[]} languages
   * @returns {Promise<Response>}
   */
  async function answer({ request, url }, languages) {
    const chosen = url.searchParams.get('lang');
    if (chosen === null) return (await kept(url, await languageOf(languages))) ?? fetch(request);
    try {
      return await fetch(request);
    } catch (error) {
      const page = languages.includes(chosen) ? await kept(url, chosen) : undefined;
      if (page) return page;
      throw error;
    }
  }

  /** @param {string[]} languages */
  async function languageOf(languages) {
    const known = await self.sikesal.store.setting('language');
    return known !== undefined && languages.includes(known) ? known : (languages[0] ?? '');
  }

  /**
   * @param {URL} url
   * @param {string} language
   * @returns {Promise<Response | undefined>}
   */
  function kept({ pathname }, language) {
    return worker.workbox.precaching.matchPrecache(`/app/${language}/${PAGES.get(pathname)}`);
  }

  worker.addEventListener('sync', (/** @type {any} */ event) => {
    if (event.tag === SEND) event.waitUntil(send());
  });

  async function send() {
    // A rejection tells the browser to try again.
    if ((await self.sikesal.sendWaiting()) !== null) throw new Error('a complaint still waits');
  }

  // A new release waits while somebody fills in the form of the one before.
  worker.addEventListener('message', (/** @type {any} */ event) => {
    if (event.data === 'UPDATE') event.waitUntil(makeWay());
  });

  async function makeWay() {
    const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const isWriting = pages.some((/** @type {any} */ { url }) => new URL(url).pathname === '/file');
    if (!isWriting) await worker.skipWaiting();
  }

  self.sikesal = { ...self.sikesal, startWorker };
})();
