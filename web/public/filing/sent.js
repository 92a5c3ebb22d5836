import { forgetDraft } from './device-draft.js';

if (document.querySelector('[data-draft-done]')) forgetDraft();
