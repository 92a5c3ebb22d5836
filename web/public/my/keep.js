/** A button that keeps the link of this page on this device, among the complaints of `/my`. */
export function startKeeping() {
  const button = document.querySelector('button[data-keep]');
  if (!(button instanceof HTMLButtonElement) || !('indexedDB' in window)) return;
  button.hidden = false;
  button.addEventListener('click', () => void keep(button));
}

/** @param {HTMLButtonElement} button */
async function keep(button) {
  const { keep: complaint = '{}', sayKept = '', sayFull = '' } = button.dataset;
  try {
    const { store } = await import('./device-store.js');
    await store.keepMine({ ...JSON.parse(complaint), filedAt: Date.now() });
    button.textContent = sayKept;
    button.disabled = true;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    button.textContent = sayFull;
  }
}
