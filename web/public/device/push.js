/**
 * News of this phone's complaints (Web Push). What its person wants is kept with each complaint; `settle` makes the
 * push service and SiKesal follow, now or when there is a network. Pages and the service worker share it.
 */
(() => {
  /** @typedef {import('./types.js').Mine} Mine */
  const LOCK = 'sikesal-push';
  const ADDRESS = '/api/v1/complaints';
  const KEY = 'pushKey';
  const ALL = 'pushAll';
  /** The worker loads the form first, which takes a while on a slow line. */
  const WORKER_MS = 30_000;
  const EMPTYING_MS = 5_000;
  const STANDSTILL_MS = 30_000;
  /** Answers that will not be others later: done, a link that is void, too many phones. */
  const FINAL = [204, 401, 404, 409];

  /** @type {import('./types.js').Push['support']} */
  function support() {
    if ('PushManager' in self && 'Notification' in self && 'serviceWorker' in navigator) return 'possible';
    return isOnIos() ? 'install' : 'impossible';
  }

  /** There, only an installed app may be pushed anything; it has a PushManager. */
  function isOnIos() {
    const { userAgent, platform, maxTouchPoints } = navigator;
    return /iPhone|iPad|iPod/.test(userAgent) || (platform === 'MacIntel' && maxTouchPoints > 1);
  }

  /** @type {import('./types.js').Push['ask']} */
  async function ask(code, { key, worker, complaint }) {
    // First of all, while the tap still counts: browsers ask for permission after a tap only, and so do we.
    if ((await Notification.requestPermission()) !== 'granted') return;
    const { store } = self.sikesal;
    await store.set(KEY, key);
    await store.set('language', document.documentElement.lang);
    // A tap on the news leads to this phone's list, so the complaint has to be in it.
    if (complaint) await store.keepMine(complaint);
    await wish(code, 'on');
    await atMost(WORKER_MS, startWorker(worker));
    await settle();
  }

  /** @param {string} address */
  async function startWorker(address) {
    try {
      await navigator.serviceWorker.register(address, { updateViaCache: 'none' });
      await navigator.serviceWorker.ready;
    } catch (error) {
      console.info('the service worker comes later', error);
    }
  }

  /**
   * @param {number} durationMs
   * @param {Promise<void>} work
   */
  function atMost(durationMs, work) {
    return Promise.race([work, new Promise((resolve) => setTimeout(resolve, durationMs))]);
  }

  /** @type {import('./types.js').Push['end']} */
  async function end(code) {
    await wish(code, 'off');
    await settle();
  }

  /**
   * @param {string | null} code null for all complaints of this phone, the coming ones too
   * @param {'on' | 'off'} push
   */
  async function wish(code, push) {
    const { store } = self.sikesal;
    if (code !== null) return store.changeMine(code, { push, pushRefused: undefined });
    await store.set(ALL, push);
    for (const { code: each } of await store.mine())
      await store.changeMine(each, { push: undefined, pushRefused: undefined });
  }

  /** @type {import('./types.js').Push['settle']} */
  async function settle() {
    try {
      await alone(follow);
    } catch (error) {
      // No network, or none to the push service; the wish is kept.
      console.info('the news of this phone is settled later', error);
    } finally {
      self.sikesal.announce('push');
    }
  }

  /** @param {() => Promise<void>} work */
  async function alone(work) {
    return navigator.locks ? navigator.locks.request(LOCK, work) : work();
  }

  async function follow() {
    const { mine, isWanted, manager } = await wishes();
    if (!manager) return;
    if (!mine.some(isWanted)) return endEverywhere(mine, manager);
    if (Notification.permission !== 'granted') return;
    const { endpoint, keys } = (await subscriptionOf(manager)).toJSON();
    for (const complaint of mine) {
      if (!isWanted(complaint)) await stop(complaint);
      else if (complaint.pushedTo !== endpoint) await start(complaint, { endpoint, keys });
    }
  }

  async function wishes() {
    const { store } = self.sikesal;
    const [mine, all] = await Promise.all([store.mine(), store.setting(ALL)]);
    const isWanted = (/** @type {Mine} */ { push }) => (push ?? all) === 'on';
    return { mine, isWanted, manager: await pushManager() };
  }

  /** Null without a service worker, and so without pushes. */
  async function pushManager() {
    const registration = /** @type {ServiceWorkerRegistration | undefined} */ (
      /** @type {any} */ (self).registration ?? (await navigator.serviceWorker?.getRegistration())
    );
    return registration?.active ? (registration.pushManager ?? null) : null;
  }

  /** @param {PushManager} manager */
  async function subscriptionOf(manager) {
    const applicationServerKey = await self.sikesal.store.setting(KEY);
    const existing = await manager.getSubscription();
    if (existing && textOf(existing.options.applicationServerKey) === applicationServerKey) return existing;
    // The city has another key: what the phone has of the old one is worth nothing.
    await existing?.unsubscribe();
    return manager.subscribe({ userVisibleOnly: true, applicationServerKey });
  }

  /** @param {ArrayBuffer | null} key in base64url */
  function textOf(key) {
    const bytes = String.fromCharCode(...new Uint8Array(key ?? new ArrayBuffer(0)));
    return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  }

  /**
   * @param {Mine} complaint
   * @param {PushSubscriptionJSON} phone
   */
  async function start(complaint, { endpoint, keys }) {
    const { store } = self.sikesal;
    const language = await store.setting('language');
    const status = await post(complaint, 'push', { endpoint, keys, ...(language ? { language } : {}) });
    if (status === 204)
      return store.changeMine(complaint.code, { pushedTo: endpoint, pushRefused: undefined });
    const pushRefused = status === 409 ? 'tooMany' : 'dead';
    return store.changeMine(complaint.code, { push: 'off', pushedTo: undefined, pushRefused });
  }

  /** @param {Mine} complaint */
  async function stop(complaint) {
    const { code, pushedTo: endpoint } = complaint;
    if (endpoint === undefined) return;
    const status = await post(complaint, 'push/end', { endpoint });
    // A link that is void cannot end it; with another address at the push service, the phone hears of the others only.
    if (status !== 204) await (await (await pushManager())?.getSubscription())?.unsubscribe();
    await self.sikesal.store.changeMine(code, { pushedTo: undefined });
    if (status !== 204) await follow();
  }

  /**
   * Works without a network: the push service tells SiKesal that the phone is gone.
   * @param {Mine[]} mine
   * @param {PushManager} manager
   */
  async function endEverywhere(mine, manager) {
    await (await manager.getSubscription())?.unsubscribe();
    for (const complaint of mine.filter(({ pushedTo }) => pushedTo !== undefined)) {
      const { code, pushedTo: endpoint } = complaint;
      await self.sikesal.store.changeMine(code, { pushedTo: undefined });
      await post(complaint, 'push/end', { endpoint });
    }
  }

  /**
   * @param {Mine} complaint
   * @param {string} path
   * @param {object} body
   * @returns {Promise<number>} one of the final statuses
   */
  async function post({ code, my }, path, body) {
    const token = new URL(my, location.origin).searchParams.get('t');
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), STANDSTILL_MS);
    const { status } = await fetch(`${ADDRESS}/${code}/${path}`, {
      ...{ method: 'POST', body: JSON.stringify(body), signal: control.signal },
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    }).finally(() => clearTimeout(timer));
    if (!FINAL.includes(status)) throw new Error(`SiKesal answered ${status}`);
    return status;
  }

  /** @type {import('./types.js').Push['look']} */
  async function look() {
    const { mine, isWanted, manager } = await wishes();
    const isAllowed = Notification.permission === 'granted';
    const endpoint = (await manager?.getSubscription())?.endpoint;
    const stateOf = (/** @type {Mine} */ complaint) => {
      if (!isAllowed || !isWanted(complaint)) return complaint.pushRefused ?? 'off';
      return endpoint !== undefined && complaint.pushedTo === endpoint ? 'on' : 'soon';
    };
    const isAll = isAllowed && (await self.sikesal.store.setting(ALL)) === 'on';
    return {
      isDenied: Notification.permission === 'denied',
      all: !isAll ? 'off' : mine.some((each) => stateOf(each) === 'soon') ? 'soon' : 'on',
      of: new Map(mine.map((each) => [each.code, stateOf(each)])),
    };
  }

  /** @type {import('./types.js').Push['unsubscribeAll']} */
  async function unsubscribeAll() {
    await wish(null, 'off');
    await atMost(EMPTYING_MS, settle());
  }

  /** Browsers want a notification for every push, whatever is in it. @type {import('./types.js').Push['onPush']} */
  function onPush(event) {
    const { code, title = 'SiKesal', body, language } = newsIn(event.data);
    const shown = {
      ...{ ...self.sikesal.pictures, body, lang: language, data: { code } },
      ...(code ? { tag: code, renotify: true } : {}),
    };
    event.waitUntil(/** @type {any} */ (self).registration.showNotification(title, shown));
  }

  /**
   * @param {{ json(): unknown } | null} data
   * @returns {{ code?: string, title?: string, body?: string, language?: string }}
   */
  function newsIn(data) {
    try {
      return Object(data?.json());
    } catch (error) {
      console.warn('a push that is not ours', error);
      return {};
    }
  }

  /**
   * A notification opens nothing by itself: the links are in this phone's list.
   * @type {import('./types.js').Push['onClick']}
   */
  function onClick(event) {
    event.notification.close();
    const { code } = Object(event.notification.data);
    event.waitUntil(/** @type {any} */ (self).clients.openWindow(code ? `/my#${code}` : '/my'));
  }

  self.sikesal = {
    ...self.sikesal,
    push: { support, ask, end, settle, look, unsubscribeAll, onPush, onClick },
  };
})();
