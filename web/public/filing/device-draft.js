/**
 * What was typed so far, kept on this device in case the connection or the browser fails. Only the fields named
 * here are kept: nothing about the reporter.
 */
const KEPT = ['description', 'category', 'latitude', 'longitude', 'district', 'landmark'];
const KEY = 'sikesal-draft';
const KEPT_FOR_MS = 24 * 3_600_000;

/** @typedef {Record<string, string>} Draft */

/** @returns {Draft} */
function readDraft() {
  const stored = onDevice((storage) => storage.getItem(KEY));
  const { at, fields } = stored ? parse(stored) : { at: 0, fields: {} };
  return Date.now() - at < KEPT_FOR_MS ? fields : {};
}

/**
 * What another release or another program left under our key is not our draft.
 * @param {string} stored
 * @returns {{ at: number, fields: Draft }}
 */
function parse(stored) {
  try {
    const { at, fields } = Object(JSON.parse(stored));
    return { at: Number(at) || 0, fields: Object(fields) };
  } catch (error) {
    if (error instanceof SyntaxError) return { at: 0, fields: {} };
    throw error;
  }
}

/** @param {Draft} fields */
function writeDraft(fields) {
  onDevice((storage) => storage.setItem(KEY, JSON.stringify({ at: Date.now(), fields })));
}

export function forgetDraft() {
  onDevice((storage) => storage.removeItem(KEY));
}

/**
 * Browsers may refuse to store anything (private windows, a full disk); then there is still the draft on the
 * server.
 * @template Result
 * @param {(storage: Storage) => Result} use
 * @returns {Result | null}
 */
function onDevice(use) {
  try {
    return use(window.localStorage);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/**
 * Fills empty fields of a step from the device, and stores what is typed from now on.
 * @param {HTMLFormElement} form
 */
export function keepDraft(form) {
  const draft = readDraft();
  for (const field of fieldsOf(form)) fill(field, draft[field.name]);
  const keep = () => writeDraft({ ...readDraft(), ...valuesOf(form) });
  form.addEventListener('input', keep);
  form.addEventListener('change', keep);
  form.addEventListener('submit', (event) => {
    keep();
    if (takesPinAway(event.submitter)) keepWithoutPin();
    if (navigator.onLine || !form.dataset.sayOffline) return;
    event.preventDefault();
    sayOffline(form, form.dataset.sayOffline);
  });
}

/** @param {Element | null} button */
function takesPinAway(button) {
  return button instanceof HTMLButtonElement && button.name === 'use' && button.value === 'none';
}

/** Otherwise the device would restore the pin that the form has just removed. */
function keepWithoutPin() {
  const draft = readDraft();
  delete draft.latitude;
  delete draft.longitude;
  writeDraft(draft);
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  const fields = /** @type {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]} */ ([
    ...form.elements,
  ]);
  return fields.filter(({ name }) => KEPT.includes(name));
}

/**
 * Values from the server take precedence over those from the device.
 * @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} field
 * @param {string | undefined} value
 */
function fill(field, value) {
  if (!value) return;
  if (field instanceof HTMLInputElement && field.type === 'radio') {
    const isChosen = field.form?.querySelector(`input[name="${field.name}"]:checked`);
    if (!isChosen && field.value === value) field.checked = true;
  } else if (field.value === '') field.value = value;
}

/**
 * @param {HTMLFormElement} form
 * @returns {Draft}
 */
function valuesOf(form) {
  const data = new FormData(form);
  return Object.fromEntries(
    KEPT.filter((name) => data.has(name)).map((name) => [name, String(data.get(name))]),
  );
}

/**
 * @param {HTMLFormElement} form
 * @param {string} sentence
 */
function sayOffline(form, sentence) {
  const said = form.querySelector('[data-offline]') ?? document.createElement('p');
  said.setAttribute('data-offline', '');
  said.setAttribute('role', 'alert');
  said.className = 'notice';
  said.textContent = sentence;
  form.append(said);
}
