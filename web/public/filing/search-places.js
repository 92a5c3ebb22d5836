import { findPlaces, placesOf } from './find-places.js';

const SHOWN_AT_MOST = 6;
/** A village is larger than a street corner. */
const ZOOM = { district: 14.5, village: 15.5, water: 15.5, road: 16.5, landmark: 17 };

/**
 * @typedef {import('./map-facts.js').Point} Point
 */

/**
 * A field that finds streets, villages and landmarks by their names, on the device.
 * @param {HTMLElement} root
 * @param {{
 *   facts: import('./map-facts.js').MapFacts,
 *   near: () => Point | null,
 *   onChoose: (found: { point: Point, zoom: number }) => void,
 * }} options `near`: the nearer of two that fit alike comes first
 */
export function createSearch(root, { facts, near, onChoose }) {
  const field = /** @type {HTMLInputElement} */ (root.querySelector('input'));
  const list = /** @type {HTMLElement} */ (root.querySelector('ul'));
  const status = /** @type {HTMLElement} */ (root.querySelector('[role="status"]'));
  const places = placesOf(facts);
  root.hidden = false;

  field.addEventListener('input', show);
  field.addEventListener('keydown', (event) => {
    const first = list.querySelector('button');
    if (event.key === 'Escape' && field.value !== '') clear();
    else if (event.key === 'ArrowDown' && first) first.focus();
    else if (event.key === 'Enter') first?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // What is looked for is no part of the form.
  for (const kind of ['input', 'change']) field.addEventListener(kind, (event) => event.stopPropagation());

  function show() {
    const found = findPlaces(places, field.value, { near: near() }).slice(0, SHOWN_AT_MOST);
    list.replaceChildren(...found.map(lineOf));
    list.hidden = found.length === 0;
    status.hidden = field.value.trim().length < 3 || found.length > 0;
    status.textContent = status.hidden ? '' : (root.dataset.sayNone ?? '');
  }

  /** @param {import('./find-places.js').Place} place */
  function lineOf({ name, kind, point }) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    const what = document.createElement('small');
    what.textContent = JSON.parse(root.dataset.kinds ?? '{}')[kind] ?? '';
    button.append(what);
    button.addEventListener('click', () => {
      clear();
      onChoose({ point, zoom: ZOOM[kind] });
    });
    const line = document.createElement('li');
    line.append(button);
    return line;
  }

  function clear() {
    field.value = '';
    show();
  }
}
