import type { CityPack } from '../../../city/city-pack';
import { COMPRESSION } from '../../../city/pmtiles-header';
import { extentOf } from './extent-of';
import type { MapFile } from './read-map-file';

/** From here on, a map shows every lane. */
export const ZOOM_AT_LEAST = 14;
/** What the map is drawn from: layers of Protomaps' basemap. */
const LAYERS = ['earth', 'water', 'roads'];
/** Phones read it in parts; more than this is a country, not a city. */
const BYTES_AT_MOST = 500_000_000;

/** What keeps a file from being this city's map. */
export function findMapIssues({ header, metadata, bytes }: MapFile, { outline, name }: CityPack): string[] {
  const { bounds, isVector, maxZoom, tileCompression, internalCompression } = header;
  const city = extentOf(outline);
  const isCovered =
    bounds.west <= city.west &&
    bounds.south <= city.south &&
    bounds.east >= city.east &&
    bounds.north >= city.north;
  const known = [COMPRESSION.none, COMPRESSION.gzip] as number[];
  const missing = LAYERS.filter((layer) => !layersIn(metadata).includes(layer));
  return [
    ...(isVector ? [] : ['Its tiles are pictures; they must be vector tiles (MVT).']),
    ...(known.includes(tileCompression) && known.includes(internalCompression)
      ? []
      : ['It is compressed in a way that browsers cannot read; use gzip or none.']),
    ...(isCovered ? [] : [`It does not cover ${name}: cut it with --bbox=${Object.values(city).join(',')}.`]),
    ...(maxZoom >= ZOOM_AT_LEAST
      ? []
      : [`Its largest zoom is ${maxZoom}; streets need ${ZOOM_AT_LEAST} or more.`]),
    ...(missing.length === 0
      ? []
      : [`It lacks the layers ${missing.join(', ')}: it must have those of Protomaps' basemap.`]),
    ...(bytes <= BYTES_AT_MOST ? [] : [`It has ${bytes} bytes: cut out the city.`]),
    ...(/openstreetmap/i.test(String(metadata.attribution))
      ? []
      : ['Its metadata does not name OpenStreetMap; the map would credit whom it is not from.']),
  ];
}

function layersIn({ vector_layers: layers }: MapFile['metadata']): unknown[] {
  return Array.isArray(layers) ? layers.map((layer: { id?: unknown }) => layer.id) : [];
}
