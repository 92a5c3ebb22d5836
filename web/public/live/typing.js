/**
 * Whether somebody is in the middle of something in this part: a field has the focus, or is not empty. What a page
 * gave back after an error counts, too, because it was typed once. So do chosen photos.
 * @param {Element} part
 */
export function isBeingTyped(part) {
  const fields = [...part.querySelectorAll('input:not([type="hidden"]), textarea, select')];
  if (part.querySelector('[data-photo-list] li')) return true;
  return fields.some((field) => field === document.activeElement || isFilled(field));
}

/** @param {Element} field */
function isFilled(field) {
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio'))
    return field.checked;
  return 'value' in field && field.value !== '';
}
