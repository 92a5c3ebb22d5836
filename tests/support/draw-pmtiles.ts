import geojsonvt from 'geojson-vt';
import { fromGeojsonVt } from 'vt-pbf';
import type { CityPack } from '../../city/city-pack';
import { frameOf } from '../../web/map/frame';

interface Tile {
  id: number;
  data: Buffer;
}

interface Drawing {
  minZoom?: number;
  maxZoom?: number;
  /** Smaller than the city, in degrees at each side. */
  inset?: number;
  attribution?: string;
  isVector?: boolean;
}

const HEADER_BYTES = 127;
const NOT_COMPRESSED = 1;
const [VECTOR, PICTURES] = [1, 2];
const E7 = 1e7;

/** A city's map file as PMTiles version 3, made of what its pack knows, in the layers of Protomaps' basemap. */
export function drawPmtiles(city: CityPack, drawing: Drawing = {}): Buffer {
  const { minZoom = 10, maxZoom = 14, inset = 0, isVector = true } = drawing;
  const { attribution = '© OpenStreetMap contributors' } = drawing;
  const { west, south, east, north } = frameOf(city.outline).edges;
  const bounds = [west + inset, south + inset, east - inset, north - inset];
  const tiles = tilesOf(layersOf(city), { minZoom, maxZoom, bounds });
  const directory = directoryOf(tiles);
  const metadata = Buffer.from(
    JSON.stringify({
      attribution,
      vector_layers: ['earth', 'water', 'roads', 'places'].map((id) => ({ id, fields: {} })),
    }),
  );
  const data = Buffer.concat(tiles.map((tile) => tile.data));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles', 'latin1');
  header.writeUInt8(3, 7);
  const metadataAt = HEADER_BYTES + directory.length;
  const dataAt = metadataAt + metadata.length;
  const longs = [HEADER_BYTES, directory.length, metadataAt, metadata.length, dataAt, 0, dataAt, data.length];
  for (const [at, value] of [...longs, tiles.length, tiles.length, tiles.length].entries())
    header.writeBigUInt64LE(BigInt(value), 8 + 8 * at);
  const bytes = [1, NOT_COMPRESSED, NOT_COMPRESSED, isVector ? VECTOR : PICTURES, minZoom, maxZoom];
  for (const [at, value] of bytes.entries()) header.writeUInt8(value, 96 + at);
  for (const [at, value] of bounds.entries()) header.writeInt32LE(Math.round(value * E7), 102 + 4 * at);
  header.writeUInt8(maxZoom, 118);
  header.writeInt32LE(Math.round(((west + east) / 2) * E7), 119);
  header.writeInt32LE(Math.round(((south + north) / 2) * E7), 123);
  return Buffer.concat([header, directory, metadata, data]);
}

function layersOf({ outline, districts, geography }: CityPack): Record<string, object> {
  const collection = (features: { shape: object; properties: object }[]) => ({
    type: 'FeatureCollection',
    features: features.map(({ shape, properties }) => ({ type: 'Feature', geometry: shape, properties })),
  });
  return {
    earth: collection([{ shape: outline, properties: { kind: 'earth' } }]),
    water: collection(geography.waters.map(({ shape, kind }) => ({ shape, properties: { kind } }))),
    roads: collection(
      geography.roads.map(({ line, name }) => ({
        shape: { type: 'LineString', coordinates: line },
        properties: { kind: 'major_road', name },
      })),
    ),
    places: collection(
      districts.map(({ point: { latitude, longitude }, name }) => ({
        shape: { type: 'Point', coordinates: [longitude, latitude] },
        properties: { kind: 'locality', name },
      })),
    ),
  };
}

function tilesOf(
  layers: Record<string, object>,
  {
    minZoom,
    maxZoom,
    bounds: [west = 0, south = 0, east = 0, north = 0],
  }: Required<Pick<Drawing, 'minZoom' | 'maxZoom'>> & {
    bounds: number[];
  },
): Tile[] {
  const indexes = Object.entries(layers).map(
    ([name, data]) => [name, geojsonvt(data, { maxZoom, indexMaxZoom: maxZoom })] as const,
  );
  const tiles: Tile[] = [];
  for (let z = minZoom; z <= maxZoom; z += 1) {
    const [left, top] = tileAt(west, north, z);
    const [right, bottom] = tileAt(east, south, z);
    for (let x = left; x <= right; x += 1)
      for (let y = top; y <= bottom; y += 1) {
        const found = indexes.flatMap(([name, index]) => {
          const tile = index.getTile(z, x, y);
          return tile ? [[name, tile] as const] : [];
        });
        if (found.length === 0) continue;
        const data = Buffer.from(fromGeojsonVt(Object.fromEntries(found), { version: 2 }));
        tiles.push({ id: tileId(z, x, y), data });
      }
  }
  return tiles.sort((one, other) => one.id - other.id);
}

function tileAt(longitude: number, latitude: number, z: number): [x: number, y: number] {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [Math.floor((longitude / 360 + 0.5) * 2 ** z), Math.floor(y * 2 ** z)];
}

/** Its number on the Hilbert curve, after all tiles of smaller zooms. */
function tileId(z: number, column: number, row: number): number {
  let [id, x, y] = [(4 ** z - 1) / 3, column, row];
  for (let half = 2 ** (z - 1); half >= 1; half /= 2) {
    const [right, lower] = [(x & half) > 0 ? 1 : 0, (y & half) > 0 ? 1 : 0];
    id += half * half * ((3 * right) ^ lower);
    if (lower === 0) {
      if (right === 1) [x, y] = [half - 1 - x, half - 1 - y];
      [x, y] = [y, x];
    }
  }
  return id;
}

/** Numbers, runs, lengths and offsets of all tiles, each tile right after the one before. */
function directoryOf(tiles: readonly Tile[]): Buffer {
  const ids = tiles.map(({ id }, at) => id - (tiles[at - 1]?.id ?? 0));
  const offsets = tiles.map((_, at) => (at === 0 ? 1 : 0));
  const numbers = [
    tiles.length,
    ...ids,
    ...tiles.map(() => 1),
    ...tiles.map(({ data }) => data.length),
    ...offsets,
  ];
  return Buffer.from(numbers.flatMap(varint));
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
