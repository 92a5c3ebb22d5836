/** Sends the complaints that wait on this device, one after the other, from a page or from the service worker. */
(() => {
  const LOCK = 'sikesal-send';
  const ADDRESS = '/file/send';
  /** Five photos take less on the slowest network that moves at all. */
  const STANDSTILL_MS = 240_000;
  const TRIES_AT_MOST = 3;
  const OUT_OF_REACH = { kind: /** @type {const} */ ('later'), afterMs: 30_000 };
  let isSending = false;

  async function sendWaiting() {
    // Without locks, as in old browsers, only this page's own attempts are kept apart; the service counts once anyway.
    if (!navigator.locks) return isSending ? OUT_OF_REACH.afterMs : alone();
    return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) =>
      lock ? alone() : OUT_OF_REACH.afterMs,
    );
  }

  async function alone() {
    isSending = true;
    try {
      return await sendAll();
    } finally {
      isSending = false;
    }
  }

  /** @returns {Promise<number | null>} */
  async function sendAll() {
    const { store, queue, announce, tellResult } = self.sikesal;
    for (const entry of await store.entries()) {
      if (queue.stateOf(entry, Date.now()) !== 'waiting') continue;
      announce('sending');
      const outcome = await attempt(entry);
      if (outcome.kind === 'answered') await store.answer(entry.key, outcome.sent);
      if (outcome.kind === 'refused')
        await store.changeEntry(entry.key, { errors: outcome.errors, contact: {} });
      announce('queue');
      if (outcome.kind === 'answered') {
        // On a page that offers no news, there is none to settle.
        await self.sikesal.push?.settle();
        await tellResult?.({ kind: 'sent', code: outcome.sent.code });
      }
      if (outcome.kind === 'refused') await tellResult?.({ kind: 'refused', code: null });
      if (outcome.kind === 'later') return outcome.afterMs;
    }
    return null;
  }

  /**
   * @param {import('./types.js').Entry} entry
   * @returns {Promise<Exclude<import('./types.js').Outcome, { kind: 'challenged' }>>}
   */
  async function attempt(entry) {
    const { store, queue, solve } = self.sikesal;
    await store.changeEntry(entry.key, { attempts: entry.attempts + 1 });
    const body = await bodyOf(entry);
    for (let tries = 0; tries < TRIES_AT_MOST; tries += 1) {
      const answer = await post(body);
      const outcome = answer ? queue.outcomeOf(answer) : OUT_OF_REACH;
      if (outcome.kind !== 'challenged') return outcome;
      try {
        body.set('proof', await solve(outcome.challenge, () => undefined));
      } catch (error) {
        console.info('what solves the task did not load', error);
        return OUT_OF_REACH;
      }
    }
    return OUT_OF_REACH;
  }

  /** @param {import('./types.js').Entry} entry */
  async function bodyOf({ key, secret, language, seen, fields, contact }) {
    const photos = await self.sikesal.store.photosOf(key);
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...contact, key, secret, language, seen }))
      if (value) body.set(name, value);
    body.set('captures', JSON.stringify(photos.map(({ capture }) => capture)));
    for (const { blob, name } of photos) body.append('photos', blob, name);
    return body;
  }

  /**
   * @param {FormData} body
   * @returns null when no answer came, or none that is ours
   */
  async function post(body) {
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), STANDSTILL_MS);
    try {
      const answer = await fetch(ADDRESS, {
        ...{ method: 'POST', body, signal: control.signal },
        headers: { Accept: 'application/json' },
      });
      const isOurs = answer.headers.get('Content-Type')?.startsWith('application/json');
      return {
        ...{ status: answer.status, retryAfter: answer.headers.get('Retry-After') },
        body: isOurs ? await answer.json() : null,
      };
    } catch (error) {
      console.info('a complaint waits for the network', error);
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  self.sikesal = { ...self.sikesal, sendWaiting };
})();
