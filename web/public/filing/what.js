import { keepDraft } from './device-draft.js';
import { pointElsewhere } from './point-elsewhere.js';
import { suggestCategory } from './suggest-category.js';

const form = document.querySelector('form[data-draft-form]');
if (form instanceof HTMLFormElement) keepDraft(form);

const text = document.querySelector('#description');
const categories = document.querySelector('#categories');
if (text instanceof HTMLTextAreaElement && categories instanceof HTMLElement) {
  suggestCategory(text, categories);
  pointElsewhere(text, categories);
}
