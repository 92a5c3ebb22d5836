/**
 * Pages that were looked at before open without a network, and say how old they are. The service names what may be
 * kept, page by page (`Sikesal-Keep`): never one with a secret, and none as a member of staff sees it.
 */
(() => {
  const CACHE = 'sikesal-pages';
  const KEEP = 'Sikesal-Keep';
  const KEPT_AT = 'Sikesal-Kept-At';
  const PAGES_AT_MOST = 30;
  const KEPT_FOR_MS = 14 * 24 * 3_600_000;
  /** So long nothing is shown while there is a copy. */
  const PATIENCE_MS = 4_000;

  /** @type {import('../device/types.js').Sikesal['answerPage']} */
  async function answerPage({ request, event }, instead) {
    const fresh = ask(request, event);
    event.waitUntil(fresh.catch(() => undefined));
    const copy = await copyOf(request.url);
    try {
      return await (copy ? Promise.race([fresh, patience()]) : fresh);
    } catch (error) {
      const answer = copy ?? (await instead());
      if (answer) return answer;
      throw error;
    }
  }

  /** @returns {Promise<never>} */
  function patience() {
    return new Promise((_, reject) => {
      setTimeout(() => reject(new Error('the network is slow')), PATIENCE_MS);
    });
  }

  /**
   * @param {Request} request
   * @param {import('../device/types.js').Asked['event']} event
   */
  async function ask(request, event) {
    const response = await fetch(request);
    if (response.status === 200 && response.headers.get(KEEP) === 'page')
      event.waitUntil(keep(request.url, response.clone()));
    // What was hidden meanwhile must not live on here. A fault of the service hides nothing.
    else if (response.status < 500) event.waitUntil(forget(request.url));
    return response;
  }

  /**
   * @param {string} address
   * @param {Response} response
   */
  async function keep(address, response) {
    const headers = new Headers(response.headers);
    headers.set(KEPT_AT, String(Date.now()));
    const cache = await caches.open(CACHE);
    await cache.put(address, new Response(await response.blob(), { headers }));
    await tidy(cache);
  }

  /** @param {string} address */
  async function forget(address) {
    const cache = await caches.open(CACHE);
    await cache.delete(address, { ignoreVary: true });
  }

  /** @param {Cache} cache */
  async function tidy(cache) {
    const pages = await Promise.all(
      (await cache.keys()).map(async (key) => ({
        key,
        keptAt: keptAtOf(await cache.match(key, { ignoreVary: true })),
      })),
    );
    const newestFirst = pages.sort((one, other) => other.keptAt - one.keptAt);
    for (const [at, { key, keptAt }] of newestFirst.entries())
      if (at >= PAGES_AT_MOST || isOld(keptAt)) await cache.delete(key, { ignoreVary: true });
  }

  /** @param {string} address */
  async function copyOf(address) {
    const cache = await caches.open(CACHE);
    const copy = await cache.match(address, { ignoreVary: true });
    const keptAt = keptAtOf(copy);
    if (!copy || isOld(keptAt)) return undefined;
    const html = await copy.text();
    // The page itself says how old it is (`kept.js`); its styles hide what needs a network.
    return new Response(html.replace('<html ', `<html data-kept-at="${keptAt}" `), { headers: copy.headers });
  }

  /** @param {Response | undefined} copy */
  function keptAtOf(copy) {
    return Number(copy?.headers.get(KEPT_AT) ?? 0);
  }

  /** @param {number} keptAt */
  function isOld(keptAt) {
    return Date.now() - keptAt > KEPT_FOR_MS;
  }

  self.sikesal = { ...self.sikesal, answerPage };
})();
