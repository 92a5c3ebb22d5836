import { sikesal } from './device.js';
import { sendSoon } from './sender.js';

/** Where the form of one page for each step keeps its text (`filing/device-draft.js`). */
const OLD_DRAFT = 'sikesal-draft';

/**
 * The complaints of this device: those that wait with what can be done about them, and the numbers of the others.
 * @param {HTMLElement} element as rendered by the template `app/lists`
 * @param {{
 *   onTakenBack: (errors: import('../device/types.js').FieldError[]) => void,
 *   describe?: (complaint: import('../device/types.js').Mine) => { by: string, age: string } | null,
 * }} told
 */
export function createLists(element, { onTakenBack, describe = () => null }) {
  const says = element.dataset;
  let isSending = false;
  const offers = createOffers({ notify: part('[data-notify]'), invitation: part('[data-invitation]') });
  /** @type {Awaited<ReturnType<typeof loadOffer>>} */
  let offer = null;
  let isOfferAsked = false;
  element.querySelector('[data-empty]')?.addEventListener('click', () => void empty());

  async function refresh() {
    const [entries, mine] = await Promise.all([sikesal.store.entries(), sikesal.store.mine()]);
    const pushes = await offer?.refresh();
    list('queue').replaceChildren(...entries.map(queued));
    list('mine').replaceChildren(...mine.map((each) => arrived(each, pushes?.get(each.code))));
    show(part('[data-news]'), entries.length + mine.length > 0);
    part('[data-queue]').hidden = entries.length === 0;
    part('[data-mine]').hidden = mine.length === 0;
    part('[data-nothing]').hidden = entries.length + mine.length > 0;
    part('[data-emptying]').hidden = false;
    await offers.show({ isWaiting: entries.length > 0, hasNumber: mine.length > 0 });
    // The form needs none of it before something was sent, and what was sent is shown before it comes.
    if (entries.length + mine.length > 0 && !isOfferAsked) await addOffer();
  }

  async function addOffer() {
    isOfferAsked = true;
    offer = await loadOffer(element);
    if (offer) await refresh();
  }

  /** @param {import('../device/types.js').Entry} entry */
  function queued(entry) {
    const { item, slot, fill } = itemFrom('queue');
    const state = sikesal.queue.stateOf(entry, Date.now());
    fill('kind', entry.kind);
    fill('state', says[sayingOf(isSending && state === 'waiting' ? 'sending' : state)] ?? '');
    fill('text', entry.fields.description ?? '');
    fill('errors', (entry.errors ?? []).map(({ error }) => error).join(' '));
    const mayBeCorrected = !sikesal.queue.isUncertain(entry);
    show(slot('[data-do="send"]'), state === 'ask' || state === 'waiting');
    show(slot('[data-do="takeBack"]'), mayBeCorrected);
    const acts = { send: () => send(entry), takeBack: () => takeBack(entry), discard: () => discard(entry) };
    for (const [name, act] of Object.entries(acts))
      slot(`[data-do="${name}"]`).addEventListener('click', () => void act());
    return item;
  }

  /**
   * @param {import('../device/types.js').Mine} complaint
   * @param {import('../device/types.js').PushState | undefined} push undefined where there are no pushes
   */
  function arrived(complaint, push) {
    const { kind, code, my, by, holder, notice, address, isDead = false } = complaint;
    const { item, slot, fill } = itemFrom('mine');
    const known = describe(complaint);
    const isOn = push === 'on' || push === 'soon';
    const isReached = known !== null || isDead || (address === 'none' && isOn);
    item.id = code;
    fill('kind', kind);
    fill('code', code);
    fill('by', known?.by ?? (says.sayBy ?? '').replace('{time}', by).replace('{holder}', holder));
    fill('age', known?.age ?? '');
    fill('notice', isDead ? (says.sayDead ?? '') : (notice ?? ''));
    fill('address', isReached ? '' : (says[sayingOf(address)] ?? ''));
    show(slot('[data-slot="link"]'), !isDead);
    slot('[data-do="forget"]').addEventListener('click', () => void forget(complaint));
    /** @type {HTMLAnchorElement} */ (slot('[data-slot="link"]')).href = my;
    fill('push', (push && says[`sayPush${capital(push)}`]) ?? '');
    show(slot('[data-do="push"]'), push !== undefined && !isOn);
    show(slot('[data-do="endPush"]'), isOn);
    for (const name of ['push', 'endPush'])
      slot(`[data-do="${name}"]`).addEventListener('click', () => void turn(code, isOn));
    return item;
  }

  /**
   * @param {string} code
   * @param {boolean} isOn
   */
  async function turn(code, isOn) {
    await offer?.turn(code, { isOn });
  }

  /** @param {import('../device/types.js').Entry} entry */
  async function send({ key }) {
    await sikesal.store.changeEntry(key, { wantedAt: Date.now() });
    await sendSoon();
  }

  /** @param {import('../device/types.js').Entry} entry */
  async function takeBack({ key, errors }) {
    const { fields } = await sikesal.store.readDraft();
    if (fields.description && !confirm(says.sayReplaces)) return;
    await sikesal.store.takeBack(key);
    sikesal.announce('queue');
    onTakenBack(errors ?? []);
  }

  /** @param {import('../device/types.js').Entry} entry */
  async function discard(entry) {
    if (sikesal.queue.isUncertain(entry) && !confirm(says.sayUncertain)) return;
    await sikesal.store.discard(entry.key);
    sikesal.announce('queue');
  }

  /** @param {import('../device/types.js').Mine} complaint */
  async function forget({ code }) {
    await sikesal.store.forgetMine(code);
    sikesal.announce('queue');
  }

  /** For a phone that several people use. */
  async function empty() {
    if ((await sikesal.store.entries()).length > 0 && !confirm(says.sayEmptying)) return;
    await self.sikesal.push?.unsubscribeAll();
    await sikesal.store.empty();
    localStorage.removeItem(OLD_DRAFT);
    if ('caches' in window) for (const name of await caches.keys()) await caches.delete(name);
    for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? [])
      await registration.unregister();
    sikesal.announce('emptied');
  }

  /** @param {'queue' | 'mine'} name */
  function itemFrom(name) {
    const template = /** @type {HTMLTemplateElement} */ (part(`[data-${name}-item]`));
    const item = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const slot = (/** @type {string} */ selector) =>
      /** @type {HTMLElement} */ (item.querySelector(selector));
    const fill = (/** @type {string} */ at, /** @type {string} */ words) => {
      slot(`[data-slot="${at}"]`).textContent = words;
      show(slot(`[data-slot="${at}"]`), words !== '');
    };
    return { item, slot, fill };
  }

  /** @param {'queue' | 'mine'} name */
  function list(name) {
    return part(`[data-${name}-list]`);
  }

  /** @param {string} selector */
  function part(selector) {
    return /** @type {HTMLElement} */ (element.querySelector(selector));
  }

  return {
    refresh,
    /** @param {import('../device/types.js').News} news */
    hear(news) {
      if (news !== 'push') isSending = news === 'sending';
      void refresh();
    },
  };
}

/**
 * What is offered beside the lists. Most pages offer nothing, so it is loaded once there is something to offer.
 * @param {{ notify: HTMLElement, invitation: HTMLElement }} places
 */
function createOffers({ notify, invitation }) {
  /** @type {Promise<ReturnType<typeof import('./notify-offer.js').createNotifyOffer>> | null} */
  let notifyOffer = null;
  /** @type {Promise<ReturnType<typeof import('./invitation.js').createInvitation>> | null} */
  let invited = null;
  return {
    /** @param {{ isWaiting: boolean, hasNumber: boolean }} state */
    async show({ isWaiting, hasNumber }) {
      if (isWaiting) notifyOffer ??= import('./notify-offer.js').then((it) => it.createNotifyOffer(notify));
      if (hasNumber) invited ??= import('./invitation.js').then((it) => it.createInvitation(invitation));
      (await notifyOffer)?.show(isWaiting);
      await (await invited)?.show(hasNumber);
    },
  };
}

/** @param {HTMLElement} element */
async function loadOffer(element) {
  const place = element.querySelector('[data-push-offer]');
  if (!(place instanceof HTMLElement)) return null;
  try {
    const { createPushOffer } = await import('./push-offer.js');
    return createPushOffer(place, null);
  } catch (error) {
    console.info('news on this phone is offered later', error);
    return null;
  }
}

/** @param {string} state */
function sayingOf(state) {
  return `say${capital(state)}`;
}

/** @param {string} word */
function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** @param {HTMLElement} element @param {boolean} isThere */
function show(element, isThere) {
  element.hidden = !isThere;
}
