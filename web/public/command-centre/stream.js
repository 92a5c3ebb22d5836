const ROWS_AT_MOST = 30;

/** Adds new events at the top of the stream, or holds them back while the stream is paused. */
export function startStream() {
  const list = document.getElementById('stream');
  const button = document.getElementById('pause');
  /** @type {HTMLElement[]} */
  let kept = [];
  let isPaused = false;
  let newest = positionOf(list?.firstElementChild);

  if (button) {
    button.hidden = false;
    button.addEventListener('click', () => {
      isPaused = !isPaused;
      button.setAttribute('aria-pressed', String(isPaused));
      if (!isPaused) for (const row of kept.splice(0)) show(row);
      label();
    });
  }

  function label() {
    if (!button) return;
    const { sayPause = '', sayResume = '', sayWaiting = '' } = button.dataset;
    const waiting = kept.length > 0 ? sayWaiting.replace('{count}', String(kept.length)) : sayResume;
    button.textContent = isPaused ? waiting : sayPause;
  }

  /** @param {HTMLElement} row */
  function show(row) {
    if (!list) return;
    document.getElementById('stream-none')?.remove();
    const isAtTop = list.scrollTop === 0;
    const before = list.scrollHeight;
    row.classList.add('fresh');
    list.prepend(row);
    // Somebody who has scrolled down keeps their place.
    if (!isAtTop) list.scrollTop += list.scrollHeight - before;
    while (
      list.children.length > ROWS_AT_MOST &&
      list.lastElementChild !== document.activeElement?.closest('li')
    )
      list.lastElementChild?.remove();
  }

  return {
    /** @param {string} html */
    add(html) {
      const template = document.createElement('template');
      template.innerHTML = html;
      const row = template.content.firstElementChild;
      // After a cut the server may send events that are already here.
      if (!(row instanceof HTMLElement) || positionOf(row) <= newest) return;
      newest = positionOf(row);
      if (isPaused) kept = [...kept, row].slice(-ROWS_AT_MOST);
      else show(row);
      label();
    },
  };
}

/** @param {Element | null | undefined} row */
function positionOf(row) {
  return Number(row?.getAttribute('data-position') ?? 0);
}
