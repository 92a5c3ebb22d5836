/**
 * The service worker: it answers the form and the list of this device's complaints when there is no network, and
 * sends what waits. Of other pages it keeps those that the service lets it keep (`worker-pages.js`), and no answer of
 * the API but the map's facts; all else goes past it.
 */
(() => {
  const PAGES = new Map([
    ['/file', 'form'],
    ['/my', 'mine'],
  ]);
  const SHARE = '/file/share';
  const SEND = 'sikesal-send';
  const worker = /** @type {any} */ (self);

  /** @param {import('../device/types.js').WorkerSettings} settings */
  function startWorker({ precache, languages, results, pictures }) {
    self.sikesal.pictures = pictures;
    self.sikesal.tellResults(results);
    const { core, precaching, routing } = worker.workbox;
    core.setCacheNameDetails({ prefix: 'sikesal' });
    core.clientsClaim();
    precaching.cleanupOutdatedCaches();
    precaching.precache(precache);
    routing.registerRoute(
      (/** @type {{ url: URL }} */ { url }) => precaching.getCacheKeyForURL(url.href) !== undefined,
      async (/** @type {{ request: Request, url: URL }} */ { request, url }) =>
        (await kept(url.href)) ?? fetch(request),
    );
    routing.registerRoute(
      (/** @type {{ request: Request, url: URL }} */ { request, url }) =>
        request.mode === 'navigate' && PAGES.has(url.pathname),
      (/** @type {{ request: Request, url: URL }} */ asked) => answer(asked, languages),
    );
    routing.registerRoute(
      (/** @type {{ request: Request }} */ { request }) => request.mode === 'navigate',
      (/** @type {import('../device/types.js').Asked} */ asked) =>
        self.sikesal.answerPage(asked, async () => offlinePage(await languageOf(languages))),
    );
    routing.registerRoute((/** @type {{ url: URL }} */ { url }) => url.pathname === SHARE, share, 'POST');
  }

  /**
   * What another app shares goes into the draft on this device. If the device cannot keep it, the service takes it.
   * @param {{ request: Request }} asked
   */
  async function share({ request }) {
    const unread = request.clone();
    try {
      const form = await request.formData();
      const photos = form.getAll('photos').filter((each) => each instanceof File && each.size > 0);
      await self.sikesal.store.share({
        text: String(form.get('text') ?? ''),
        photos: /** @type {File[]} */ (photos),
      });
      self.sikesal.tellOthers('draft');
      return Response.redirect('/file', 303);
    } catch (error) {
      console.warn('what was shared goes to the service', error);
      return fetch(unread);
    }
  }

  /**
   * A choice of language goes to the service, which remembers it.
   * @param {{ request: Request, url: URL }} asked
   * @param {string[]} languages
   * @returns {Promise<Response>}
   */
  async function answer({ request, url }, languages) {
    const chosen = url.searchParams.get('lang');
    if (chosen === null) return (await page(url, await languageOf(languages))) ?? fetch(request);
    try {
      return await fetch(request);
    } catch (error) {
      const found = languages.includes(chosen) ? await page(url, chosen) : undefined;
      if (found) return found;
      throw error;
    }
  }

  /** @param {string} language */
  function offlinePage(language) {
    return kept(`/app/${language}/offline`);
  }

  /** @param {string[]} languages */
  async function languageOf(languages) {
    const known = await self.sikesal.store.setting('language');
    return known !== undefined && languages.includes(known) ? known : (languages[0] ?? '');
  }

  /**
   * @param {URL} url
   * @param {string} language
   */
  function page({ pathname }, language) {
    return kept(`/app/${language}/${PAGES.get(pathname)}`);
  }

  /**
   * What is kept is the same for everybody, whatever headers the answer varies by.
   * @param {string} address
   * @returns {Promise<Response | undefined>}
   */
  async function kept(address) {
    const key = worker.workbox.precaching.getCacheKeyForURL(address);
    return key === undefined ? undefined : caches.match(key, { ignoreVary: true });
  }

  worker.addEventListener('sync', (/** @type {any} */ event) => {
    if (event.tag === SEND) event.waitUntil(send());
  });

  async function send() {
    // A rejection tells the browser to try again.
    if ((await self.sikesal.sendWaiting()) !== null) throw new Error('a complaint still waits');
  }

  worker.addEventListener('push', (/** @type {any} */ event) => self.sikesal.push?.onPush(event));
  worker.addEventListener('notificationclick', (/** @type {any} */ event) =>
    self.sikesal.push?.onClick(event),
  );
  // The browser gave this phone another address at its push service.
  worker.addEventListener('pushsubscriptionchange', (/** @type {any} */ event) =>
    event.waitUntil(self.sikesal.push?.settle()),
  );

  // A new release waits while somebody fills in the form of the one before.
  worker.addEventListener('message', (/** @type {any} */ event) => {
    if (event.data === 'UPDATE') event.waitUntil(makeWay());
    if (event.data?.result) event.waitUntil(self.sikesal.tellResult?.(event.data.result));
  });

  async function makeWay() {
    const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const isWriting = pages.some((/** @type {any} */ { url }) => new URL(url).pathname === '/file');
    if (!isWriting) await worker.skipWaiting();
  }

  self.sikesal = { ...self.sikesal, startWorker };
})();
