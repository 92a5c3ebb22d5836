/**
 * Offers to tell when what waits was sent. The browser asks for permission after a tap only, and never twice.
 * @param {HTMLElement} element as rendered by the template `app/lists`
 */
export function createNotifyOffer(element) {
  let isWaiting = false;
  element.querySelector('button')?.addEventListener('click', () => void ask());

  async function ask() {
    await Notification.requestPermission();
    refresh();
  }

  function refresh() {
    // Without a worker nothing is sent unless a page is open, and that shows it.
    const mayAsk = 'Notification' in window && Notification.permission === 'default';
    element.hidden = !isWaiting || !mayAsk || !navigator.serviceWorker?.controller;
  }

  return {
    /** @param {boolean} isThere whether a complaint waits */
    show(isThere) {
      isWaiting = isThere;
      refresh();
    },
  };
}
