import type { CityPack, Geography } from './city-pack';
import { successorOf } from './directory';
import type { PackFiles } from './pack-schemas';

/**
 * What the folder `geography/` of a pack says; empty lists for what it leaves out. What lies in a retired district lies
 * in its successor.
 */
export function geographyFrom(files: PackFiles, { retired }: Pick<CityPack, 'retired'>): Geography {
  const inUse = (code: string) => successorOf({ retired }, 'districts', code) ?? code;
  return {
    districts: files['geography/districts.geojson'].features.map(({ properties: { code }, geometry }) => ({
      code: inUse(code),
      border: geometry,
    })),
    villages: files['geography/villages.geojson'].features.map(({ properties, geometry }) => ({
      ...properties,
      district: inUse(properties.district),
      border: geometry,
    })),
    waters: files['geography/water.geojson'].features.map(({ properties, geometry }) => ({
      ...properties,
      shape: geometry,
    })),
    roads: files['geography/roads.geojson'].features.map(({ properties, geometry }) => ({
      ...properties,
      line: geometry.coordinates,
    })),
    landmarks: files['geography/landmarks.json'].landmarks,
    credit: files['geography/credit.json'].credit,
  };
}
