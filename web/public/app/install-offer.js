/** @typedef {import('../device/types.js').InstallOffer} InstallOffer */

/** @type {InstallOffer | null} */
let held = null;

// Held back on every page: nobody is asked before the first complaint has a number.
window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  held = /** @type {InstallOffer} */ (event);
});

/** @returns the browser's own offer to install the app, if it made one */
export function heldOffer() {
  return held;
}
