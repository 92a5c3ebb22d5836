import './device.js';
import '../device/push.js';

/** @typedef {import('../device/types.js').PushState} PushState */

/**
 * The offer that this phone is told of news: one tap turns it on, one tap off.
 * @param {HTMLElement} element as rendered by the template `app/push-offer`
 * @param {import('../device/types.js').Mine | null} complaint null for all complaints of this phone
 */
export function createPushOffer(element, complaint) {
  const push = /** @type {import('../device/types.js').Push} */ (self.sikesal.push);
  const says = element.dataset;
  const page = { key: says.key ?? '', worker: says.pushWorker ?? '', complaint };
  const code = complaint?.code ?? null;
  const [onButton, offButton] = [button('on'), button('off')];
  onButton.addEventListener('click', () => void turn(code, { isOn: false }));
  offButton.addEventListener('click', () => void turn(code, { isOn: true }));

  /**
   * @param {string | null} of
   * @param {{ isOn: boolean }} now
   */
  async function turn(of, { isOn }) {
    onButton.disabled = offButton.disabled = true;
    // Nothing may come before `ask` that takes time: the browser would not see the tap any more.
    await (isOn ? push.end(of) : push.ask(of, page));
    onButton.disabled = offButton.disabled = false;
    await refresh();
  }

  /** @returns the state of each complaint by its code; undefined where there are no pushes, or may be none */
  async function refresh() {
    const support = push.support();
    element.hidden = support === 'impossible';
    if (support !== 'possible') return void show('install', { isInstalled: false });
    const { isDenied, all, of } = await push.look();
    show(isDenied ? 'denied' : code === null ? all : (of.get(code) ?? 'off'), { isInstalled: true });
    return isDenied ? undefined : of;
  }

  /**
   * @param {PushState | 'denied' | 'install'} state
   * @param {{ isInstalled: boolean }} app
   */
  function show(state, { isInstalled }) {
    const line = /** @type {HTMLElement} */ (element.querySelector('[data-push-says]'));
    line.textContent = says[`say${state.charAt(0).toUpperCase()}${state.slice(1)}`] ?? '';
    const isWanted = state === 'on' || state === 'soon';
    offButton.hidden = !isWanted;
    onButton.hidden = isWanted || state === 'denied' || !isInstalled;
  }

  /** @param {'on' | 'off'} which */
  function button(which) {
    return /** @type {HTMLButtonElement} */ (element.querySelector(`[data-push-${which}]`));
  }

  return { refresh, turn };
}
