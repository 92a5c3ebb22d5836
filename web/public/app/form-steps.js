export const STEPS = /** @type {const} */ (['what', 'danger', 'where', 'you', 'check', 'sent']);
/** @typedef {typeof STEPS[number]} Step */

/**
 * The steps of the form are sections of one page; the address says which one is shown, so "back" goes back.
 * @param {HTMLElement} root
 * @param {{ allowed: (step: Step) => Step, onShow: (step: Step) => void }} options
 */
export function createSteps(root, { allowed, onShow }) {
  function inAddress() {
    return STEPS.find((step) => `#${step}` === location.hash) ?? 'what';
  }

  /** @param {Step} step */
  function show(step) {
    for (const section of sections()) section.hidden = section.dataset.step !== step;
    onShow(step);
  }

  /** @param {Step} step */
  function section(step) {
    return /** @type {HTMLElement} */ (sections().find(({ dataset }) => dataset.step === step));
  }

  function sections() {
    return /** @type {HTMLElement[]} */ ([...root.querySelectorAll('[data-step]')]);
  }

  /** Shows the step in the address, or the one before it that is not complete. */
  function follow() {
    const step = allowed(inAddress());
    if (step !== inAddress()) history.replaceState(null, '', `#${step}`);
    show(step);
  }
  window.addEventListener('hashchange', () => [follow(), focus(inAddress())]);

  /** @param {Step} step */
  function focus(step) {
    section(step).querySelector('h1')?.focus();
    window.scrollTo(0, 0);
  }

  return {
    section,
    follow,
    /** @param {Step} step */
    go(step) {
      if (location.hash === `#${step}`) follow();
      else location.hash = step;
    },
  };
}
