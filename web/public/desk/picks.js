/** Shows on the button how many complaints it acknowledges, and how many are ticked. */
export function countPicks() {
  const form = document.querySelector('#picks');
  const bar = form?.querySelector('.bulk');
  const button = bar?.querySelector('.btn-main');
  const count = bar?.querySelector('output');
  if (!form || !(bar instanceof HTMLElement) || !button || !count) return;
  const plain = button.textContent;
  const { sayAccept = '', sayPicked = '' } = bar.dataset;
  const tell = () => {
    const ticked = form.querySelectorAll('.pick input:checked').length;
    count.hidden = ticked === 0;
    count.textContent = ticked === 0 ? '' : sayPicked.replace('#', String(ticked));
    button.textContent = ticked === 0 ? plain : sayAccept.replace('#', String(ticked));
  };
  form.addEventListener('change', tell);
  // A page restored from the browser's cache has kept its ticks.
  window.addEventListener('pageshow', tell);
  tell();
}
