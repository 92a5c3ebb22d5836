import { keepDraft } from './device-draft.js';
import { openMap } from './place.js';

const form = document.querySelector('form[data-draft-form]');
const element = document.querySelector('#map');
if (form instanceof HTMLFormElement) {
  keepDraft(form);
  if (element instanceof HTMLElement) void openMap(form, element);
}
