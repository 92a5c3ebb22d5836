import { drawFacts } from './map-facts.js';
import { drawStreets, mayDrawStreets } from './street-map.js';

/** Far enough for a fingertip to be a few metres. */
const MAX_ZOOM = 20;
/** How far an arrow key moves the map, in pixels; with Shift three times as far. */
const KEY_STEP = 24;

/**
 * What a map is drawn from: the pack's facts, and map tiles or a map file where the city has some.
 * @typedef {{
 *   facts: import('./map-facts.js').MapFacts,
 *   tiles: { url: string, by: string } | null,
 *   streets: import('./street-map.js').Streets | null,
 * }} MapSource
 */

/**
 * The city's map with nothing on it. Zooming keeps the middle where it is, since that is where people mark a place.
 * @param {HTMLElement} element
 * @param {MapSource} source
 */
export function createBaseMap(element, { facts, tiles, streets }) {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(element, {
    ...{ maxZoom: MAX_ZOOM, zoomSnap: 0.5, keyboardPanDelta: KEY_STEP },
    ...{ scrollWheelZoom: 'center', touchZoom: 'center', doubleClickZoom: 'center' },
    ...{ zoomAnimation: !isStill, fadeAnimation: !isStill, inertia: !isStill },
  });
  map.attributionControl.setPrefix(false);
  const outline = L.geoJSON(facts.outline, {
    interactive: false,
    style: { className: tiles ? 'map-city map-city-over' : 'map-city' },
  }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.fitBounds(outline.getBounds());
  if (tiles) {
    L.tileLayer(tiles.url, { attribution: escaped(tiles.by), maxZoom: MAX_ZOOM, maxNativeZoom: 19 }).addTo(
      map,
    );
    return map;
  }
  const removeFacts = drawFacts(map, facts);
  if (streets && mayDrawStreets()) void replaceFacts();
  return map;

  /** Facts stay where the streets cannot be had. */
  async function replaceFacts() {
    if (!streets || !(await drawStreets(map, streets))) return;
    removeFacts();
    for (const layer of outline.getLayers())
      /** @type {L.Path} */ (layer).getElement()?.classList.add('map-city-over');
  }
}

/**
 * Leaflet treats an attribution as HTML.
 * @param {string} text
 */
function escaped(text) {
  const holder = document.createElement('span');
  holder.textContent = text;
  return holder.innerHTML;
}
