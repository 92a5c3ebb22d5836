import { metersBetween } from './find-places.js';

/** Farther away, "near" would not help anybody to find the place. */
const WITHIN_METERS = 250;

/**
 * @typedef {import('./map-facts.js').Point} Point
 * @typedef {import('./map-facts.js').Named} Named
 */

/**
 * A button that writes the landmark nearest to the pin into the field: officers find a place by words.
 * @param {HTMLButtonElement} button
 * @param {{ landmarks: Named[], field: HTMLInputElement }} options
 */
export function createProposal(button, { landmarks, field }) {
  const { sayNear = '', sayUse = '' } = button.dataset;
  let words = '';

  button.addEventListener('click', () => {
    field.value = field.value.trim() === '' ? words : `${field.value.trim()}, ${words}`;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    button.hidden = true;
    field.focus();
  });

  return {
    /** @param {Point} point */
    proposeFor(point) {
      const nearest = nearestOf(landmarks, point);
      words = nearest ? sayNear.replace('{landmark}', () => nearest.name) : '';
      const isWritten = words === '' || field.value.includes(nearest?.name ?? '');
      button.hidden = isWritten;
      if (nearest) button.textContent = sayUse.replace('{landmark}', () => nearest.name);
    },
  };
}

/**
 * @param {Named[]} landmarks
 * @param {Point} point
 * @returns {Named | null} null when there is none near enough
 */
function nearestOf(landmarks, point) {
  /** @type {{ landmark: Named | null, meters: number }} */
  const none = { landmark: null, meters: WITHIN_METERS };
  return landmarks.reduce((nearest, landmark) => {
    const meters = metersBetween(landmark.point, point);
    return meters <= nearest.meters ? { landmark, meters } : nearest;
  }, none).landmark;
}
