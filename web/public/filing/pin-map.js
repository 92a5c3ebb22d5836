/**
 * @typedef {{ latitude: number, longitude: number }} Point
 * @typedef {{ name: string, centre: Point, outline: import('geojson').Geometry, districts: { name: string, point: Point }[] }} City
 */

const CLOSE = 17;
/** How far an arrow key moves the pin, in pixels of the map. */
const STEP = 4;
const LEAP = 40;
/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/**
 * The city's outline with one pin, set by a tap, by dragging, or by keys: Enter sets it in the middle of the map, and
 * the arrows move it when it has the focus.
 * @param {HTMLElement} element
 * @param {{ city: City, pinTitle: string, onMove: (point: Point) => void }} options
 */
export function createPinMap(element, { city, pinTitle, onMove }) {
  const map = L.map(element, { attributionControl: false, maxZoom: 19, zoomSnap: 0.5 });
  const outline = L.geoJSON(city.outline, { interactive: false, style: { className: 'map-city' } }).addTo(
    map,
  );
  for (const { name, point } of city.districts) nameDistrict(map, name, point);
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
    /**
     * Sets the pin without telling: the form knows the point already.
     * @param {Point} point
     */
    show({ latitude, longitude }) {
      pin.setLatLng([latitude, longitude]).addTo(map);
      map.setView([latitude, longitude], CLOSE);
    },
    clear: () => void pin.remove(),
  };
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
}
