import { drawFacts } from './map-facts.js';

/** @typedef {import('./map-facts.js').Point} Point */

/** Zoom levels. Without streets to go by, the outline and the districts' names must stay visible. */
const CLOSE = { withTiles: 17, withRoads: 16, withoutRoads: 14 };
/** How far an arrow key moves the pin, in pixels of the map. */
const STEP = 4;
const LEAP = 40;
/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/**
 * A map of the city with one pin, set by tapping, dragging or keys: Enter sets it in the middle of the
 * map, and the arrow keys move it while it has the focus.
 * @param {HTMLElement} element
 * @param {{ facts: import('./map-facts.js').MapFacts, pinTitle: string, tiles: { url: string, by: string } | null, onMove: (point: Point) =>
 * void }} options
 */
export function createPinMap(element, { facts, pinTitle, tiles, onMove }) {
  const map = L.map(element, { maxZoom: 19, zoomSnap: 0.5 });
  map.attributionControl.setPrefix(false);
  const closeZoom = tiles ? CLOSE.withTiles : facts.roads.length > 0 ? CLOSE.withRoads : CLOSE.withoutRoads;
  const outline = L.geoJSON(facts.outline, {
    interactive: false,
    style: { className: tiles ? 'map-city map-city-over' : 'map-city' },
  }).addTo(map);
  if (tiles) L.tileLayer(tiles.url, { attribution: escaped(tiles.by) }).addTo(map);
  else drawFacts(map, facts);
  L.control.scale({ imperial: false }).addTo(map);
  map.fitBounds(outline.getBounds());

  const pin = L.marker(map.getCenter(), {
    draggable: true,
    autoPan: true,
    title: pinTitle,
    alt: pinTitle,
    icon: L.divIcon({
      className: 'map-pin',
      html: '<svg aria-hidden="true"><use href="#m-pin"/></svg>',
      iconSize: [40, 48],
      iconAnchor: [20, 46],
    }),
  });
  /** How far the device may be off; gone once a person sets the pin. */
  const precision = L.circle(map.getCenter(), { radius: 0, className: 'map-precision', interactive: false });
  pin.on('dragend', () => tell());
  map.on('click', ({ latlng }) => place(latlng));
  element.addEventListener(
    'keydown',
    (event) => {
      const direction = DIRECTIONS[event.key];
      if (event.target === element && event.key === 'Enter') place(map.getCenter());
      else if (event.target === pin.getElement() && direction) nudge(direction, event.shiftKey ? LEAP : STEP);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );

  /** @param {L.LatLng} where */
  function place(where) {
    pin.setLatLng(where).addTo(map);
    tell();
  }

  /**
   * @param {[number, number]} direction
   * @param {number} pixels
   */
  function nudge([x, y], pixels) {
    const at = map.latLngToLayerPoint(pin.getLatLng()).add([x * pixels, y * pixels]);
    pin.setLatLng(map.layerPointToLatLng(at));
    map.panInside(pin.getLatLng(), { padding: [48, 48] });
    tell();
  }

  function tell() {
    precision.remove();
    const { lat, lng } = pin.getLatLng().wrap();
    onMove({ latitude: lat, longitude: lng });
  }

  return {
    hide: () => void pin.remove(),
    /**
     * Sets the pin without calling `onMove`: the form already knows the point.
     * @param {Point & { accuracy?: number }} point `accuracy`: metres that the point may be off
     */
    show({ latitude, longitude, accuracy = 0 }) {
      pin.setLatLng([latitude, longitude]).addTo(map);
      map.setView([latitude, longitude], closeZoom);
      if (accuracy > 0) precision.setLatLng([latitude, longitude]).setRadius(accuracy).addTo(map);
      else precision.remove();
    },
    /**
     * Shows a place near which the pin will probably be set.
     * @param {Point} point
     */
    lookAt({ latitude, longitude }) {
      map.setView([latitude, longitude], closeZoom);
    },
  };
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
