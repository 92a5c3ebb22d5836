import { keepDraft } from './device-draft.js';
import { openPlace } from './place.js';

const form = document.querySelector('form[data-draft-form]');
if (form instanceof HTMLFormElement) {
  keepDraft(form);
  void openPlace(form, { photoPoint: () => pointIn(form.dataset.photoAt ?? '') });
}

/** @param {string} text latitude and longitude, joined by a comma */
function pointIn(text) {
  const [latitude, longitude] = text.split(',').map(Number);
  return latitude && longitude ? { latitude, longitude } : null;
}
