import type { CityPack, Language, Point, Position, Water } from '../../city/city-pack';
import { inLanguage } from '../../city/in-language';
import { frameOf } from './frame';
import { mapName } from './map-name';

/**
 * What the map for setting a pin draws: the same as the other maps, on which one cannot zoom. Names of low confidence
 * are left out. Its reader is web/public/filing/map-facts.js.
 */
export function mapFacts(city: CityPack, language: Language) {
  const { outline, districts, geography } = city;
  const { villages, waters, roads, landmarks, credit } = geography;
  return {
    outline,
    districts: districts.map(({ code, name, point }) => ({
      ...{ code, name, point },
      borders: geography.districts.filter((each) => each.code === code).map(({ border }) => border),
    })),
    villages: villages.map(({ name, point }) => ({ name, point })),
    waters: waters.map(({ names, shape, widthMeters = null }) => ({
      ...{ name: inLanguage(names, language), point: middleOf(shape), shape, widthMeters },
    })),
    roads: roads.map(({ name, rank, line, confidence }) => ({
      ...(confidence === 'low' ? { name: null, also: null } : namesOf(name)),
      ...{ rank, line },
    })),
    landmarks: landmarks
      .filter(({ confidence }) => confidence !== 'low')
      .map(({ name, point }) => ({ ...namesOf(name), point })),
    credit,
  };
}

/** On the map there is room for one name; the search knows the other one, too. */
function namesOf(name: string): { name: string; also: string | null } {
  return { name: mapName(name), also: / \(([^)]*)\)$/.exec(name)?.[1] ?? null };
}

/** The middle of an area, or the corner in the middle of a line. */
function middleOf(shape: Water['shape']): Point {
  if (shape.type === 'Point') return pointOf(shape.coordinates);
  if (shape.type === 'LineString')
    return pointOf(shape.coordinates[Math.floor(shape.coordinates.length / 2)] ?? [0, 0]);
  const { west, south, east, north } = frameOf(shape).edges;
  return { latitude: (south + north) / 2, longitude: (west + east) / 2 };
}

function pointOf([longitude, latitude]: Position): Point {
  return { latitude, longitude };
}
