// The field for photos: they are uploaded as soon as they are chosen, shrunk and one after the other, so that the
// slow part is over before the form is sent. Without this script the form carries them.
import { createPhotoField } from './create-photo-field.js';

/**
 * Parts of the page may be swapped, so events are handled on the whole document.
 * @type {WeakMap<Element, import('./create-photo-field.js').PhotoField>}
 */
const fields = new WeakMap();

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
  fieldAround(target)?.take(target);
});
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-photo-list] button') : null;
  if (button instanceof HTMLButtonElement && fieldAround(button)?.remove(button)) event.preventDefault();
});
document.addEventListener('submit', (event) => {
  const section = event.target instanceof Element ? event.target.querySelector('[data-photo-field]') : null;
  if (!section || event.defaultPrevented) return;
  if (fieldAround(section)?.holdBack(event.submitter)) event.preventDefault();
});

/** @param {Element} element */
function fieldAround(element) {
  const section = element.closest('[data-photo-field]');
  if (!(section instanceof HTMLElement)) return null;
  const field = fields.get(section) ?? createPhotoField(section);
  fields.set(section, field);
  return field;
}
