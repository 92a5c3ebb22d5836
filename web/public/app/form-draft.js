import { sikesal } from './device.js';

/** Kept as they are typed. Nothing about who writes: that is kept from "send" on. */
const KEPT = [
  'description',
  'category',
  'latitude',
  'longitude',
  'district',
  'landmark',
  'anonymous',
  'confidential',
];
const CONTACT = ['name', 'email', 'phone'];

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/** @param {HTMLElement} root */
export function controlsOf(root) {
  const controls = /** @type {NodeListOf<Control>} */ (root.querySelectorAll('input, textarea, select'));
  return [...controls].filter(({ name }) => KEPT.includes(name) || CONTACT.includes(name));
}

/**
 * What the form says now.
 * @param {HTMLElement} root
 */
export function readForm(root) {
  const typed = new Map(controlsOf(root).flatMap((control) => valueOf(control)));
  const pick = (/** @type {string[]} */ names) =>
    Object.fromEntries(names.map((name) => [name, typed.get(name) ?? '']));
  return { fields: pick(KEPT), contact: pick(CONTACT) };
}

/**
 * @param {Control} control
 * @returns {[string, string][]}
 */
function valueOf(control) {
  const isChoice = control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type);
  return isChoice && !control.checked ? [] : [[control.name, control.value]];
}

/**
 * Fills in what the device keeps, but for the field in which somebody writes.
 * @param {HTMLElement} root
 * @param {import('../device/types.js').Fields} fields
 */
export function fillForm(root, fields) {
  for (const control of controlsOf(root)) {
    const isWritten = document.hasFocus() && document.activeElement === control;
    if (!KEPT.includes(control.name) || isWritten) continue;
    const value = fields[control.name] ?? '';
    if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type))
      control.checked = control.value === value;
    else control.value = value;
  }
}

/** @param {HTMLElement} root */
export function forgetContact(root) {
  for (const control of controlsOf(root)) if (CONTACT.includes(control.name)) control.value = '';
}

/**
 * Keeps what is typed, at once, and says on the step that it did.
 * @param {HTMLElement} root
 * @param {{ saved: string, full: string }} says
 */
export function keepForm(root, says) {
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
    hour: '2-digit',
    minute: '2-digit',
  });
  /** @type {import('../device/types.js').Fields} what the device keeps, as far as this page knows */
  let known = {};
  let saving = Promise.resolve();
  const save = () => {
    saving = saving.then(keep);
    return saving;
  };
  root.addEventListener('input', save);
  root.addEventListener('change', save);

  /** Only what was changed here: another tab may have changed the rest. */
  function changed() {
    const { fields } = readForm(root);
    return Object.fromEntries(
      Object.entries(fields).filter(([name, value]) => value !== (known[name] ?? '')),
    );
  }

  async function keep() {
    const fields = changed();
    if (Object.keys(fields).length === 0) return;
    try {
      await sikesal.store.saveDraft(fields);
      known = { ...known, ...fields };
      sikesal.tellOthers('draft');
      say(says.saved.replace('{time}', clock.format(new Date())));
    } catch (error) {
      if (!isFull(error)) throw error;
      say(says.full);
    }
  }

  /** @param {string} sentence */
  function say(sentence) {
    for (const line of root.querySelectorAll('[data-saved]')) line.textContent = sentence;
  }

  return {
    save,
    /** @param {import('../device/types.js').Fields} fields what the device keeps */
    know(fields) {
      known = fields;
    },
    /** Whether the device keeps all of what the form says. */
    isKept: () => Object.keys(changed()).length === 0,
  };
}

/** @param {unknown} error */
export function isFull(error) {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
