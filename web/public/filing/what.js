import { keepDraft } from './device-draft.js';
import { sendPhotosAtOnce } from './photo-list.js';
import { suggestCategory } from './suggest-category.js';

const form = document.querySelector('form[data-draft-form]');
if (form instanceof HTMLFormElement) keepDraft(form);

const photos = document.querySelector('#photos');
if (photos instanceof HTMLElement) sendPhotosAtOnce(photos);

const text = document.querySelector('#description');
const categories = document.querySelector('#categories');
if (text instanceof HTMLTextAreaElement && categories instanceof HTMLElement)
  suggestCategory(text, categories);
