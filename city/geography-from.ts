import type { Geography } from './city-pack';
import type { PackFiles } from './pack-schemas';

/** What the folder `geography/` of a pack says; empty lists for what it leaves out. */
export function geographyFrom(files: PackFiles): Geography {
  return {
    districts: files['geography/districts.geojson'].features.map(({ properties, geometry }) => ({
      ...properties,
      border: geometry,
    })),
    villages: files['geography/villages.geojson'].features.map(({ properties, geometry }) => ({
      ...properties,
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
