import type { Outline, Point, Position } from './city-pack';
import type { PackIssue } from './city-pack-error';
import { doublesIn } from './doubles-in';
import { openRings } from './find-outline-issues';
import { isInsideArea, metersOutside } from './geography';
import type { PackFiles } from './pack-schemas';

const DISTRICTS = 'geography/districts.geojson';
const VILLAGES = 'geography/villages.geojson';
const WATER = 'geography/water.geojson';
const ROADS = 'geography/roads.geojson';
const LANDMARKS = 'geography/landmarks.json';
const CREDIT = 'geography/credit.json';

/** The folder itself, and what it has to agree with. */
export const GEOGRAPHY_FILES = [
  ...(['city.json', 'outline.geojson', 'districts.json'] as const),
  ...([DISTRICTS, VILLAGES, WATER, ROADS, LANDMARKS, CREDIT] as const),
] as const;

type GeographyFiles = Pick<PackFiles, (typeof GEOGRAPHY_FILES)[number]>;

/** What is wrong with the folder `geography/` of a pack. */
export function findGeographyIssues(files: GeographyFiles): PackIssue[] {
  const open = ([DISTRICTS, VILLAGES, WATER] as const).flatMap((file) => openAreas(files, file));
  if (open.length > 0 || openRings(files['outline.geojson'], { file: '', path: [] }).length > 0) return open;
  return [
    ...doubles(files),
    ...unknownDistricts(files),
    ...borderless(files),
    ...misplacedPoints(files),
    ...strays(files),
    ...missingCredit(files),
  ];
}

function openAreas(
  files: GeographyFiles,
  file: typeof DISTRICTS | typeof VILLAGES | typeof WATER,
): PackIssue[] {
  return files[file].features.flatMap(({ geometry }, at) =>
    isArea(geometry) ? openRings(geometry, { file, path: ['features', at, 'geometry'] }) : [],
  );
}

function isArea(geometry: { type: string }): geometry is Outline {
  return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
}

function doubles(files: GeographyFiles): PackIssue[] {
  const codes = (file: typeof DISTRICTS | typeof VILLAGES) =>
    doublesIn(
      file,
      ['features'],
      ['properties', 'code'],
      files[file].features.map(({ properties }) => properties.code),
    );
  const names = files[LANDMARKS].landmarks.map(({ name }) => name);
  const roads = files[ROADS].features.map(({ properties }) => properties.name);
  return [
    ...codes(DISTRICTS),
    ...codes(VILLAGES),
    ...doublesIn(ROADS, ['features'], ['properties', 'name'], roads),
    ...doublesIn(LANDMARKS, ['landmarks'], ['name'], names),
  ];
}

function unknownDistricts(files: GeographyFiles): PackIssue[] {
  const { districts, retired } = files['districts.json'];
  const replaced = retired.filter(({ successor }) => successor !== undefined);
  const known = new Set([...districts, ...replaced].map(({ code }) => code));
  const named = [
    ...files[DISTRICTS].features.map(({ properties }, at) => ({
      file: DISTRICTS,
      at,
      key: 'code',
      ...properties,
    })),
    ...files[VILLAGES].features.map(({ properties: { district } }, at) => ({
      ...{ file: VILLAGES, at, key: 'district', code: district },
    })),
  ];
  return named
    .filter(({ code }) => !known.has(code))
    .map(({ file, at, key, code }) => ({
      file,
      path: ['features', at, 'properties', key],
      message: `no district has the code "${code}"`,
    }));
}

/** With some borders missing, a place in a district without one would be given to a neighbour. */
function borderless(files: GeographyFiles): PackIssue[] {
  const drawn = new Set(files[DISTRICTS].features.map(({ properties }) => properties.code));
  if (drawn.size === 0) return [];
  return files['districts.json'].districts
    .filter(({ code }) => !drawn.has(code))
    .map(({ code }) => ({
      file: DISTRICTS,
      path: ['features'],
      message: `"${code}" has no border: draw all districts or none`,
    }));
}

/** A district that is named for a place, and the one that the place lies in, must be the same. */
function misplacedPoints(files: GeographyFiles): PackIssue[] {
  const borders = new Map(
    files[DISTRICTS].features.map(({ properties, geometry }) => [properties.code, geometry]),
  );
  const isOutside = (point: Point, border: Outline | undefined) =>
    border !== undefined && !isInsideArea(border, point);
  const districts = files['districts.json'].districts.flatMap(({ code, point }, at) =>
    isOutside(point, borders.get(code))
      ? [{ file: 'districts.json', path: ['districts', at, 'point'], message: 'lies outside its border' }]
      : [],
  );
  const villages = files[VILLAGES].features.flatMap(({ properties: { point }, geometry }, at) =>
    isOutside(point, geometry)
      ? [
          {
            file: VILLAGES,
            path: ['features', at, 'properties', 'point'],
            message: 'lies outside its border',
          },
        ]
      : [],
  );
  return [...districts, ...villages];
}

interface Placed {
  file: string;
  path: PropertyKey[];
  positions: Position[];
}

/** Reports the farthest position of each feature: swapped coordinates would otherwise be a line for each. */
function strays(files: GeographyFiles): PackIssue[] {
  const pack = { outline: files['outline.geojson'] };
  const tolerance = files['city.json'].outlineToleranceMeters;
  return placed(files).flatMap(({ file, path, positions }) => {
    const meters = positions.map(([longitude, latitude]) => metersOutside(pack, { longitude, latitude }));
    const farthest = Math.round(Math.max(...meters));
    if (farthest <= tolerance) return [];
    return [{ file, path, message: `lies ${farthest} m outside the outline, more than ${tolerance} m` }];
  });
}

function placed(files: GeographyFiles): Placed[] {
  const shapes = ([DISTRICTS, VILLAGES, WATER, ROADS] as const).flatMap((file) =>
    files[file].features.map(({ geometry }, at) => ({
      file,
      path: ['features', at, 'geometry'],
      positions: positionsOf(geometry),
    })),
  );
  const landmarks = files[LANDMARKS].landmarks.map(({ point: { longitude, latitude } }, at) => ({
    file: LANDMARKS,
    path: ['landmarks', at, 'point'],
    positions: [[longitude, latitude] as Position],
  }));
  return [...shapes, ...landmarks];
}

type Shape =
  Outline | { type: 'LineString'; coordinates: Position[] } | { type: 'Point'; coordinates: Position };

function positionsOf(shape: Shape): Position[] {
  switch (shape.type) {
    case 'Point':
      return [shape.coordinates];
    case 'LineString':
      return shape.coordinates;
    case 'Polygon':
      return shape.coordinates.flat();
    case 'MultiPolygon':
      return shape.coordinates.flat(2);
  }
}

/** Roads are seldom a city's own data, and their owners ask to be named. */
function missingCredit(files: GeographyFiles): PackIssue[] {
  if (files[ROADS].features.length === 0 || files[CREDIT].credit !== null) return [];
  return [{ file: CREDIT, path: ['credit'], message: 'is missing: it says whose data the roads are' }];
}
