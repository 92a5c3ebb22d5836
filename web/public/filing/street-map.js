import { creditLink } from './map-facts.js';

/** @typedef {{ url: string, library: string }} Streets `library`: address of protomaps-leaflet */
/** @typedef {typeof import('protomaps-leaflet')} Library */

/** Whoever cuts a map of their own takes it from there (`sikesal map --help`). */
const CREDIT = { text: '© OpenStreetMap contributors', url: 'https://www.openstreetmap.org/copyright' };
/** With less memory, in gigabytes, the browser may end the page. */
const MEMORY_AT_LEAST = 1;
const BROAD = ['highway', 'major_road'];
/** Places by which people say where something is. */
const KNOWN_PLACES = [
  ...['hospital', 'clinic', 'school', 'university', 'college', 'place_of_worship', 'marketplace'],
  ...['townhall', 'police', 'fire_station', 'bus_station', 'mall', 'fuel', 'bank', 'library', 'stadium'],
];

/** Not where somebody saves data, nor on a device that would not bear it. */
export function mayDrawStreets() {
  const device = /** @type {{ connection?: { saveData?: boolean }, deviceMemory?: number }} */ (
    /** @type {unknown} */ (navigator)
  );
  return !device.connection?.saveData && (device.deviceMemory ?? MEMORY_AT_LEAST) >= MEMORY_AT_LEAST;
}

/**
 * Draws the streets of the city's own file, in the page's colours.
 * @param {L.Map} map
 * @param {Streets} streets
 * @returns {Promise<boolean>} false when the file cannot be read
 */
export async function drawStreets(map, { url, library }) {
  try {
    await loadScript(library);
    const maps = /** @type {{ protomapsL: Library }} */ (/** @type {unknown} */ (globalThis)).protomapsL;
    const source = new maps.PmtilesSource(url, true);
    const { maxZoom, centerLat, centerLon } = await source.p.getHeader();
    // A file that is cut off has its header still.
    await source.get(tileAt(centerLat, centerLon, maxZoom), 512);
    maps
      .leafletLayer({
        ...{
          url: source.p,
          maxDataZoom: maxZoom,
          maxZoom: map.getMaxZoom(),
          attribution: creditLink(CREDIT),
        },
        ...{ paintRules: paintRules(maps, colours()), labelRules: labelRules(maps, colours()) },
        backgroundColor: colours().sunken,
      })
      .addTo(map);
    return true;
  } catch (error) {
    console.info('the map goes without the streets of its file', error);
    return false;
  }
}

/**
 * @param {string} address
 * @returns {Promise<void>}
 */
function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${address} does not load`)));
    document.head.append(script);
  });
}

/**
 * @param {number} latitude
 * @param {number} longitude
 * @param {number} z
 */
function tileAt(latitude, longitude, z) {
  const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(latitude, longitude), z).divideBy(256).floor();
  return { x, y, z };
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ...{ land: of('surface'), sunken: of('sunken'), water: of('river-soft'), shore: of('river') },
    ...{ line: of('line'), edge: of('edge'), ink: of('ink'), soft: of('ink-soft') },
  };
}

/**
 * For the layers of Protomaps' basemap.
 * @param {Library} maps
 * @param {ReturnType<typeof colours>} colours
 * @returns {import('protomaps-leaflet').PaintRule[]}
 */
function paintRules({ PolygonSymbolizer, LineSymbolizer, exp }, { land, sunken, water, line, edge, soft }) {
  const road = (/** @type {string} */ color, /** @type {[number, number][]} */ widths) =>
    new LineSymbolizer({ color, width: exp(1.6, widths), lineCap: 'round', lineJoin: 'round' });
  return [
    { dataLayer: 'earth', symbolizer: new PolygonSymbolizer({ fill: land }) },
    {
      dataLayer: 'landuse',
      symbolizer: new PolygonSymbolizer({ fill: sunken }),
      filter: (_, { props }) =>
        ['park', 'cemetery', 'hospital', 'school', 'university'].includes(String(props.kind)),
    },
    {
      dataLayer: 'water',
      symbolizer: new PolygonSymbolizer({ fill: water }),
      filter: (_, { geomType }) => geomType === 3,
    },
    {
      dataLayer: 'water',
      symbolizer: new LineSymbolizer({ color: water, width: 2 }),
      filter: (_, { geomType }) => geomType === 2,
    },
    { dataLayer: 'buildings', minzoom: 15, symbolizer: new PolygonSymbolizer({ fill: line }) },
    {
      dataLayer: 'roads',
      symbolizer: road(line, [
        [12, 0.5],
        [16, 5],
        [20, 30],
      ]),
      filter: (_, { props }) => !BROAD.includes(String(props.kind)),
    },
    {
      dataLayer: 'roads',
      symbolizer: road(edge, [
        [10, 1],
        [16, 8],
        [20, 40],
      ]),
      filter: (_, { props }) => BROAD.includes(String(props.kind)),
    },
    { dataLayer: 'boundaries', symbolizer: new LineSymbolizer({ color: soft, width: 1, dash: [2, 4] }) },
  ];
}

/**
 * Names in the language of the page, else as they stand on the signs; drawn with the letters of the device.
 * @param {Library} maps
 * @param {ReturnType<typeof colours>} colours
 * @returns {import('protomaps-leaflet').LabelRule[]}
 */
function labelRules({ CenteredTextSymbolizer, LineLabelSymbolizer }, { land, shore, ink, soft }) {
  const text = (/** @type {string} */ fill, /** @type {string} */ font) => ({
    ...{
      labelProps: [`name:${document.documentElement.lang}`, 'name'],
      font: `${font} system-ui, sans-serif`,
    },
    ...{ fill, stroke: land, width: 3 },
  });
  return [
    { dataLayer: 'places', symbolizer: new CenteredTextSymbolizer(text(soft, '600 14px')) },
    { dataLayer: 'roads', minzoom: 13, symbolizer: new LineLabelSymbolizer(text(soft, '500 12px')) },
    {
      dataLayer: 'water',
      symbolizer: new CenteredTextSymbolizer(text(shore, 'italic 13px')),
      filter: (_, { geomType }) => geomType === 1,
    },
    {
      dataLayer: 'pois',
      minzoom: 15,
      symbolizer: new CenteredTextSymbolizer(text(ink, '500 12px')),
      filter: (_, { props }) => KNOWN_PLACES.includes(String(props.kind)),
    },
  ];
}
