// Squares over a photo: arrow keys move between them, dragging ticks several. Without this script, click each.
const COLUMNS = 8;
/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

const grid = document.querySelector('.blur-grid');
const boxes = [...(grid?.querySelectorAll('input') ?? [])];
/** What dragging makes of the squares: ticked or not; null while nobody drags. @type {boolean | null} */
let drawing = null;

grid?.addEventListener('keydown', (event) => {
  if (!(event instanceof KeyboardEvent)) return;
  const step = STEPS[event.key];
  const at = boxes.findIndex((box) => box === document.activeElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  boxes[at + step]?.focus();
});
grid?.addEventListener('pointerdown', (event) => {
  const box = boxAt(event);
  if (box && event instanceof PointerEvent && event.pointerType === 'mouse') drawing = !box.checked;
});
grid?.addEventListener('pointerover', (event) => {
  const box = boxAt(event);
  if (box && drawing !== null) box.checked = drawing;
});
grid?.addEventListener('pointerout', (event) => {
  const box = boxAt(event);
  if (box && drawing !== null) box.checked = drawing;
});
document.addEventListener('pointerup', () => {
  drawing = null;
});

/** @param {Event} event */
function boxAt({ target }) {
  return target instanceof HTMLInputElement ? target : null;
}
