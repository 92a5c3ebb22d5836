const CHOICE = 'sikesal-desk-keys';

/** j and k move, x ticks, Enter opens, / searches. Whoever presses letters by accident can turn it off. */
export function followKeys() {
  const hint = document.querySelector('#keys');
  const choice = hint?.querySelector('input');
  if (!(hint instanceof HTMLElement) || !choice) return;
  choice.checked = localStorage.getItem(CHOICE) !== 'off';
  choice.addEventListener('change', () => localStorage.setItem(CHOICE, choice.checked ? 'on' : 'off'));
  hint.hidden = false;
  document.addEventListener('keydown', (event) => {
    if (!choice.checked || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (press(event.key)) event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}

/**
 * @param {string} key
 * @returns {boolean} whether the key was handled
 */
function press(key) {
  switch (key) {
    case 'j':
      return move(1);
    case 'k':
      return move(-1);
    case 'x':
      return tick();
    case '/':
      return search();
    case 'Enter':
      // A focused link opens by itself; a focused checkbox needs this.
      return document.activeElement instanceof HTMLInputElement && open();
    default:
      return false;
  }
}

/** @returns {HTMLTableRowElement | null} */
function rowInFocus() {
  return document.activeElement?.closest('tr') ?? null;
}

/** @param {1 | -1} step */
function move(step) {
  const rows = [...document.querySelectorAll('.cases tbody tr')];
  const at = rows.findIndex((row) => row === rowInFocus());
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  const link = next?.querySelector('.what a');
  if (!(link instanceof HTMLElement)) return false;
  link.focus();
  return true;
}

function tick() {
  const box = rowInFocus()?.querySelector('.pick input');
  if (!(box instanceof HTMLInputElement)) return false;
  box.click();
  return true;
}

function open() {
  const link = rowInFocus()?.querySelector('.what a');
  if (!(link instanceof HTMLAnchorElement)) return false;
  link.click();
  return true;
}

function search() {
  const field = document.querySelector('#q');
  if (!(field instanceof HTMLInputElement)) return false;
  field.focus();
  field.select();
  return true;
}
