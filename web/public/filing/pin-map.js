/**
 * @typedef {{ latitude: number, longitude: number }} Point
 * @typedef {{ name: string, centre: Point, outline: import('geojson').Geometry, districts: { name: string, point: Point }[] }} City
 */

/** Zoom levels. Tiles show where one is; without them the outline and the districts' names must stay visible. */
const CLOSE = { withTiles: 17, withoutTiles: 14 };
/** How far an arrow key moves the pin, in pixels of the map. */
const STEP = 4;
const LEAP = 40;
/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/**
 * A map of the city's outline with one pin, set by tapping, dragging or keys: Enter sets it in the middle of the
 * map, and the arrow keys move it while it has the focus.
 * @param {HTMLElement} element
 * @param {{ city: City, pinTitle: string, tiles: { url: string, by: string } | null, onMove: (point: Point) =>
 * void }} options
 */
export function createPinMap(element, { city, pinTitle, tiles, onMove }) {
  const map = L.map(element, { attributionControl: tiles !== null, maxZoom: 19, zoomSnap: 0.5 });
  const outline = L.geoJSON(city.outline, {
    interactive: false,
    style: { className: tiles ? 'map-city map-city-over' : 'map-city' },
  }).addTo(map);
  if (tiles) L.tileLayer(tiles.url, { attribution: escaped(tiles.by) }).addTo(map);
  else nameDistricts(map, city.districts);
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
    const { lat, lng } = pin.getLatLng().wrap();
    onMove({ latitude: lat, longitude: lng });
  }

  return {
    hide: () => void pin.remove(),
    /**
     * Sets the pin without calling `onMove`: the form already knows the point.
     * @param {Point} point
     */
    show({ latitude, longitude }) {
      pin.setLatLng([latitude, longitude]).addTo(map);
      map.setView([latitude, longitude], tiles ? CLOSE.withTiles : CLOSE.withoutTiles);
    },
  };
}

/**
 * Hides names that would cover each other until there is room for them.
 * @param {L.Map} map
 * @param {City['districts']} districts
 */
function nameDistricts(map, districts) {
  const names = districts.map(({ name, point }) => nameDistrict(map, name, point));
  const thinOut = () => {
    /** @type {DOMRect[]} */
    const taken = [];
    for (const name of names) {
      const box = name.getBoundingClientRect();
      const isFree = taken.every((other) => !overlap(box, other));
      name.classList.toggle('map-name-hidden', !isFree);
      if (isFree) taken.push(box);
    }
  };
  map.on('zoomend', thinOut);
  map.whenReady(thinOut);
}

/**
 * @param {L.Map} map
 * @param {string} name
 * @param {Point} point
 */
function nameDistrict(map, name, { latitude, longitude }) {
  const label = document.createElement('span');
  label.textContent = name;
  const icon = L.divIcon({ className: 'map-name', html: label, iconSize: [120, 20] });
  L.marker([latitude, longitude], { icon, interactive: false, keyboard: false }).addTo(map);
  return label;
}

/**
 * @param {DOMRect} one
 * @param {DOMRect} other
 */
function overlap(one, other) {
  const besides = one.right < other.left || other.right < one.left;
  return !besides && one.top < other.bottom && other.top < one.bottom;
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
