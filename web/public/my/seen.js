/**
 * Says once that a person has read the answer on this page: after the first touch, key or turn of a wheel, which
 * programs that only open pages do not make. A later answer, swapped into the open page, is said anew.
 */
export function startSeeing() {
  let said = '';
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
    document.addEventListener(kind, (event) => void see(event), { passive: true, capture: true });

  /** @param {Event} event */
  async function see(event) {
    const form = document.querySelector('form[data-seen]');
    if (!(form instanceof HTMLFormElement) || !event.isTrusted || document.visibilityState !== 'visible')
      return;
    const fields = new URLSearchParams({ by: 'script', answeredAt: form.dataset.seen ?? '' });
    const answer = fields.toString();
    if (said === answer) return;
    said = answer;
    const response = await fetch(form.action, { method: 'POST', body: fields, keepalive: true }).catch(
      () => null,
    );
    // Without a network, or while the service cannot take it, the next touch tries again.
    if (!response || response.status >= 500 || response.status === 429) said = '';
  }
}
