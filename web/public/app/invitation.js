import { sikesal } from './device.js';
import { heldOffer } from './install-offer.js';

/** Kept once the invitation was answered, either way. */
const ANSWERED = 'invited';

/**
 * Invites to install the app once a complaint has a number, until it is answered.
 * @param {HTMLElement} section as rendered by the template `app/lists`
 */
export function createInvitation(section) {
  let hasNumber = false;
  button('install').addEventListener('click', () => void install());
  button('decline').addEventListener('click', () => void answer('no'));
  window.addEventListener('beforeinstallprompt', () => void refresh());
  window.addEventListener('appinstalled', () => void answer('yes'));

  async function refresh() {
    const isOffered = heldOffer() !== null;
    const isPossible = !isInstalled() && (isOffered || isByHand());
    section.hidden = !hasNumber || !isPossible || (await sikesal.store.setting(ANSWERED)) !== undefined;
    button('install').hidden = !isOffered;
    /** @type {HTMLElement} */ (section.querySelector('[data-by-hand]')).hidden = isOffered;
  }

  /** The browser asks once more; what it is told is the answer. */
  async function install() {
    await heldOffer()?.prompt();
    await answer('yes');
  }

  /** @param {'yes' | 'no'} given */
  async function answer(given) {
    await sikesal.store.set(ANSWERED, given);
    await refresh();
  }

  /** @param {'install' | 'decline'} name */
  function button(name) {
    return /** @type {HTMLButtonElement} */ (section.querySelector(`[data-${name}]`));
  }

  return {
    /** @param {boolean} isThere whether a complaint of this device has a number */
    show(isThere) {
      hasNumber = isThere;
      return refresh();
    },
  };
}

function isInstalled() {
  return matchMedia('(display-mode: standalone)').matches || Reflect.get(navigator, 'standalone') === true;
}

/** iOS makes no offer; people install by its share menu. Only there does this property exist. */
function isByHand() {
  return 'standalone' in navigator;
}
