import type { CityPack, Language, Point } from '../../city/city-pack';
import { inLanguage } from '../../city/in-language';
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
      ...{ name, point },
      borders: geography.districts.filter((each) => each.code === code).map(({ border }) => border),
    })),
    villages: villages.map(({ name, point }) => ({ name, point })),
    waters: waters.map(({ names, shape, widthMeters = null }) => ({
      ...{ name: inLanguage(names, language), shape, widthMeters },
    })),
    roads: roads.map(({ name, rank, line, confidence }) => ({
      ...{ name: confidence === 'low' ? null : mapName(name), rank, line },
    })),
    landmarks: landmarks
      .filter(({ confidence }) => confidence !== 'low')
      .map(({ name, point }): { name: string; point: Point } => ({ name: mapName(name), point })),
    credit,
  };
}
