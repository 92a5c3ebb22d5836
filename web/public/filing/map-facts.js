/**
 * What web/map/map-facts.ts serves.
 * @typedef {{ latitude: number, longitude: number }} Point
 * @typedef {{ name: string, point: Point }} Named
 * @typedef {{
 *   outline: import('geojson').Polygon | import('geojson').MultiPolygon,
 *   districts: (Named & { code: string, borders: import('geojson').Geometry[] })[],
 *   villages: Named[],
 *   waters: (Named & { shape: import('geojson').Geometry, widthMeters: number | null })[],
 *   roads: { name: string | null, also: string | null, rank: 'trunk' | 'main', line: [number, number][] }[],
 *   landmarks: (Named & { also: string | null })[],
 *   credit: { text: string, url: string } | null,
 * }} MapFacts
 */

/** Villages, landmarks and roads are named from this zoom on; before, the names of districts are enough. */
const NEAR_ZOOM = 13.5;
const ROAD_PIXELS = { trunk: 5, main: 3 };
const METERS_PER_PIXEL_AT_0 = 156_543;

/**
 * Draws the city's water, roads and borders with their names under whatever else is on the map.
 * @param {L.Map} map
 * @param {MapFacts} facts
 * @returns {() => void} what takes it all away again
 */
export function drawFacts(map, { districts, villages, waters, roads, landmarks, credit }) {
  const ground = L.featureGroup().addTo(map);
  for (const water of waters) drawWater(map, ground, water);
  for (const { borders } of districts)
    for (const border of borders) shape(border, 'map-border').addTo(ground);
  for (const { line, rank } of roads) {
    shape({ type: 'LineString', coordinates: line }, 'map-road', ROAD_PIXELS[rank]).addTo(ground);
  }
  if (credit) map.attributionControl.addAttribution(creditLink(credit));
  const wide = [
    ...districts.map((each) => nameOf(each, 'map-name')),
    ...waters.map((each) => nameOf(each, 'map-name map-name-water')),
  ];
  const near = [
    ...landmarks.map((each) => nameOf(each, 'map-name map-name-landmark')),
    ...roads.flatMap(({ name, line }) =>
      name === null ? [] : [nameOf({ name, point: middleOf(line) }, 'map-name')],
    ),
    ...villages.map((each) => nameOf(each, 'map-name map-name-village')),
  ];
  const hideNames = showNames(map, { wide, near });
  return () => {
    ground.remove();
    hideNames();
    if (credit) map.attributionControl.removeAttribution(creditLink(credit));
  };
}

/**
 * @param {L.Map} map
 * @param {L.FeatureGroup} ground
 * @param {MapFacts['waters'][number]} water
 */
function drawWater(map, ground, { shape: of, point: { latitude }, widthMeters }) {
  if (of.type === 'Point') return;
  const isLine = of.type === 'LineString';
  const layer = shape(of, isLine ? 'map-river' : 'map-lake').addTo(ground);
  if (!isLine || widthMeters === null) return;
  const setWidth = () => {
    const metersPerPixel =
      (METERS_PER_PIXEL_AT_0 * Math.cos((latitude * Math.PI) / 180)) / 2 ** map.getZoom();
    layer.setStyle({ weight: Math.max(3, widthMeters / metersPerPixel) });
  };
  map.on('zoomend', setWidth);
  map.whenReady(setWidth);
}

/**
 * @param {import('geojson').Geometry} geometry
 * @param {string} className
 * @param {number} [weight]
 */
function shape(geometry, className, weight = 1) {
  return L.geoJSON(geometry, { interactive: false, style: { className, weight } });
}

/**
 * @param {Named} named
 * @param {string} className
 */
function nameOf({ name, point }, className) {
  const label = document.createElement('span');
  label.textContent = name;
  const icon = L.divIcon({ className, html: label, iconSize: [120, 20] });
  return L.marker([point.latitude, point.longitude], { icon, interactive: false, keyboard: false });
}

/**
 * The most important first. Hides names that would cover each other until there is room for them.
 * @param {L.Map} map
 * @param {{ wide: L.Marker[], near: L.Marker[] }} names
 */
function showNames(map, { wide, near }) {
  const close = L.layerGroup(near);
  const far = L.layerGroup(wide).addTo(map);
  const thinOut = () => {
    const isNear = map.getZoom() >= NEAR_ZOOM;
    if (isNear) close.addTo(map);
    else close.remove();
    /** @type {DOMRect[]} */
    const taken = [];
    for (const marker of isNear ? [...near, ...wide] : wide) {
      const label = marker.getElement()?.firstElementChild;
      if (!label) continue;
      const box = label.getBoundingClientRect();
      const isFree = taken.every((other) => !overlap(box, other));
      label.classList.toggle('map-name-hidden', !isFree);
      if (isFree) taken.push(box);
    }
  };
  map.on('zoomend', thinOut);
  map.whenReady(thinOut);
  return () => {
    map.off('zoomend', thinOut);
    far.remove();
    close.remove();
  };
}

/**
 * The corner in the middle of a line.
 * @param {[number, number][]} line
 * @returns {Point}
 */
function middleOf(line) {
  const [longitude = 0, latitude = 0] = line[Math.floor(line.length / 2)] ?? [];
  return { latitude, longitude };
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
 * @param {{ text: string, url: string }} credit
 */
export function creditLink({ text, url }) {
  const link = document.createElement('a');
  link.textContent = text;
  link.href = url;
  link.rel = 'noreferrer';
  return link.outerHTML;
}
