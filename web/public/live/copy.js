/**
 * Buttons that copy a number or the page's address, and links that share. Hidden without script; call it again for
 * parts that were swapped in.
 */
export function startCopying() {
  for (const button of document.querySelectorAll('[data-copy], [data-copy-address]')) {
    if (!(button instanceof HTMLButtonElement) || !button.hidden || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener('click', () => void copy(button, button.dataset.copy ?? ownAddress()));
  }
  for (const link of document.querySelectorAll('a[data-share]:not([data-shares])')) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    link.dataset.shares = '';
    link.addEventListener('click', (event) => void share(event, link));
  }
}

/** @param {MouseEvent} event @param {HTMLAnchorElement} link */
async function share(event, link) {
  if (!navigator.share && !navigator.clipboard) return;
  event.preventDefault();
  if (!navigator.share) return copy(link, link.href);
  try {
    await navigator.share({ title: document.title, url: link.href });
  } catch (error) {
    // Closing the list of apps means that nothing is shared; that is not a failure.
    if (!(error instanceof DOMException && error.name === 'AbortError')) location.assign(link.href);
  }
}

/** @param {HTMLElement} element @param {string} text */
async function copy(element, text) {
  await navigator.clipboard.writeText(text);
  const label = element.textContent;
  element.textContent = element.dataset.sayCopied ?? label;
  setTimeout(() => (element.textContent = label), 3_000);
}

/** The page's address without what an act has just added to it. */
function ownAddress() {
  const url = new URL(location.href);
  url.searchParams.delete('done');
  url.hash = '';
  return url.href;
}
