/** The limits of the service (`api/complaints/filing-schemas.ts`); it checks again, in the same words. */
const TEXT = { least: 10, most: 4000 };

/**
 * @typedef {import('../device/types.js').FieldError} FieldError
 * @typedef {import('../device/types.js').Fields} Fields
 * @typedef {Record<string, string>} Says
 */

/**
 * @param {Fields} fields
 * @param {Says} says
 * @returns {FieldError[]}
 */
export function whatErrors({ description = '', category }, says) {
  return [
    ...textErrors(description, says),
    ...(category ? [] : [{ field: 'category', error: says.categoryMissing ?? '' }]),
  ];
}

/**
 * @param {string} text
 * @param {Says} says
 */
function textErrors(text, says) {
  const count = [...text.trim()].length;
  const tooLong = (says.tooLong ?? '').replace('{max}', String(TEXT.most)).replace('{count}', String(count));
  const [error] = [
    ...(count === 0 ? [says.textMissing] : []),
    ...(count < TEXT.least ? [says.textShort] : []),
    ...(count > TEXT.most ? [tooLong] : []),
  ];
  return error === undefined ? [] : [{ field: 'description', error }];
}

/**
 * A point, or a district with a landmark. Whether the point lies in the city, the service says.
 * @param {Fields} fields
 * @param {Says} says
 * @returns {FieldError[]}
 */
export function whereErrors({ latitude, longitude, district, landmark = '' }, says) {
  if (latitude && longitude) return [];
  if (district && landmark.trim() !== '') return [];
  return [{ field: district ? 'landmark' : 'district', error: says.placeMissing ?? '' }];
}

/**
 * @param {HTMLElement} section
 * @param {Says} says
 * @returns {FieldError[]}
 */
export function youErrors(section, says) {
  const email = /** @type {HTMLInputElement} */ (section.querySelector('#email'));
  return email.checkValidity() ? [] : [{ field: 'email', error: says.email ?? '' }];
}

/**
 * Shows errors at their fields and goes to the first.
 * @param {HTMLElement} section
 * @param {FieldError[]} errors
 */
export function showErrors(section, errors) {
  for (const old of section.querySelectorAll('.err[data-local]')) {
    old.closest('.field')?.classList.remove('bad');
    const control = section.querySelector(`[aria-describedby~="${old.id}"]`);
    control?.removeAttribute('aria-invalid');
    const described = (control?.getAttribute('aria-describedby') ?? '').split(' ');
    control?.setAttribute('aria-describedby', described.filter((id) => id !== old.id).join(' '));
    old.remove();
  }
  for (const error of errors) showError(section, error);
  const first = errors[0] && section.querySelector(`#${errors[0].field}`);
  if (first instanceof HTMLElement) first.focus();
}

/**
 * @param {HTMLElement} section
 * @param {FieldError} error
 */
function showError(section, { field, error }) {
  const control = section.querySelector(`#${field}`);
  const box = control?.closest('.field');
  if (!control || !box) return;
  const line = document.createElement('p');
  Object.assign(line, { id: `${field}-error`, className: 'err', textContent: error });
  line.dataset.local = '';
  box.classList.add('bad');
  box.querySelector('label, legend, .label')?.after(line);
  control.setAttribute('aria-invalid', 'true');
  const described = control.getAttribute('aria-describedby');
  control.setAttribute('aria-describedby', [described, line.id].filter(Boolean).join(' '));
}
