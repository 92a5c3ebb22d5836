import { createBaseMap } from './base-map.js';
import { createSearch } from './search-places.js';

/**
 * @typedef {import('./map-facts.js').Point} Point
 * @typedef {{ point: Point, zoom: number, accuracy?: number }} Start `accuracy`: metres that the point may be off
 */

/** A fingertip of 44 pixels is at most 10 m on the ground from this zoom on, anywhere on Earth. */
const CONFIRMED_AT = 19.5;
/** If a device may be off by more metres, the place is probably in another street. */
const IMPRECISE_METERS = 100;

/**
 * The map on the whole screen, moved under a fixed mark. In a page it would catch the finger that scrolls.
 * @param {HTMLDialogElement} dialog
 * @param {import('./base-map.js').MapSource} source
 */
export function createPlaceDialog(dialog, source) {
  const { sayMove = '', sayCloser = '', sayImprecise = '', sayHere = '', sayExactly = '' } = dialog.dataset;
  const element = part('#map');
  const status = part('[data-dialog-status]');
  const confirm = part('[data-confirm]');
  /** @type {L.Map | null} */
  let map = null;
  const precision = L.circle([0, 0], { radius: 0, className: 'map-precision', interactive: false });

  confirm.addEventListener('click', () => {
    if (!map) return;
    if (map.getZoom() >= CONFIRMED_AT) return dialog.close('here');
    map.setZoom(CONFIRMED_AT);
    status.textContent = sayCloser;
  });
  part('[data-close]').addEventListener('click', () => dialog.close());
  createSearch(part('[data-place-search]'), {
    facts: source.facts,
    near: () => pointOf(drawn().getCenter()),
    onChoose: ({ point, zoom }) => {
      look({ point, zoom });
      element.focus();
    },
  });

  /** Leaflet measures the map, so it can only be made when it is on the screen. */
  function drawn() {
    if (map) return map;
    const made = createBaseMap(element, source);
    made.on('click', ({ latlng }) => made.panTo(latlng));
    made.on('zoomend', () => {
      confirm.textContent = made.getZoom() >= CONFIRMED_AT ? sayExactly : sayHere;
    });
    map = made;
    return made;
  }

  /** @param {Start | null} start null: the whole city */
  function look(start) {
    precision.remove();
    if (!start) return;
    const { latitude, longitude } = start.point;
    drawn().setView([latitude, longitude], start.zoom, { animate: false });
    const { accuracy = 0 } = start;
    if (accuracy > 0) precision.setLatLng([latitude, longitude]).setRadius(accuracy).addTo(drawn());
    status.textContent =
      accuracy > IMPRECISE_METERS ? sayImprecise.replace('{meters}', String(Math.round(accuracy))) : sayMove;
  }

  return {
    /**
     * @param {Start | null} start
     * @returns {Promise<Point | null>} null when it was closed without a place
     */
    ask(start) {
      dialog.returnValue = '';
      status.textContent = sayMove;
      dialog.showModal();
      drawn().invalidateSize({ animate: false });
      look(start);
      element.focus();
      return new Promise((resolve) => {
        const answer = () =>
          resolve(dialog.returnValue === 'here' ? pointOf(drawn().getCenter().wrap()) : null);
        dialog.addEventListener('close', answer, { once: true });
      });
    },
  };

  /** @param {string} selector */
  function part(selector) {
    return /** @type {HTMLElement} */ (dialog.querySelector(selector));
  }
}

/**
 * @param {L.LatLng} position
 * @returns {Point}
 */
function pointOf({ lat, lng }) {
  return { latitude: lat, longitude: lng };
}
