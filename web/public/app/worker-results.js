/** Tells by a notification what became of a complaint that waited, where that is allowed and nobody sees it anyway. */
(() => {
  const TAG = 'sikesal-result';
  /** They show it themselves. */
  const LISTS = ['/file', '/my'];
  const worker = /** @type {any} */ (self);

  /** @type {import('../device/types.js').Sikesal['tellResults']} */
  function tellResults(results) {
    self.sikesal.tellResult = async ({ kind, code }) => {
      if (Notification.permission !== 'granted' || (await isSeen())) return;
      const language = (await self.sikesal.store.setting('language')) ?? '';
      const says = results[language] ?? Object.values(results)[0];
      // Whoever finds the phone learns the number, and nothing of what was written.
      await worker.registration.showNotification((says?.[kind] ?? '').replace('{code}', code ?? ''), {
        ...{ ...self.sikesal.pictures, lang: language, tag: `${TAG}-${code ?? kind}`, data: { code } },
      });
    };
  }

  async function isSeen() {
    const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    return pages.some(
      (/** @type {any} */ { url, visibilityState }) =>
        visibilityState === 'visible' && LISTS.includes(new URL(url).pathname),
    );
  }

  self.sikesal = { ...self.sikesal, tellResults };
})();
