import { z } from 'zod';
import { CONFIDENCES, LANDMARK_KINDS, ROAD_RANKS, WATER_KINDS } from './city-pack';
import { area, code, line, point, position, texts } from './schema-parts';

const lineString = z.strictObject({
  type: z.literal('LineString'),
  coordinates: z.array(position).min(2, 'a line has at least two positions'),
});
const labelPoint = z.strictObject({ type: z.literal('Point'), coordinates: position });

/** A GeoJSON FeatureCollection of features that all have these properties and one of these shapes. */
function features<Properties extends z.ZodRawShape, Geometry extends z.ZodType>(
  properties: Properties,
  geometry: Geometry,
) {
  const feature = z.strictObject({
    type: z.literal('Feature'),
    properties: z.strictObject(properties),
    geometry,
  });
  return z.strictObject({ type: z.literal('FeatureCollection'), features: z.array(feature) });
}

const confidence = z.enum(CONFIDENCES);

/** What a city may draw, and by which it tells districts and villages apart: all of it is optional. */
export const geographySchemas = {
  'geography/districts.geojson': features({ code }, area),
  'geography/villages.geojson': features(
    {
      // The country's own code, with dots.
      code: z.string().regex(/^[a-z0-9.-]{1,40}$/, 'must be lower-case letters, digits, dots and hyphens'),
      name: line,
      district: z.string(),
      point,
    },
    area,
  ),
  'geography/water.geojson': features(
    { kind: z.enum(WATER_KINDS), names: texts, widthMeters: z.number().positive().optional() },
    z.discriminatedUnion('type', [...area.options, lineString, labelPoint]),
  ),
  'geography/roads.geojson': features({ name: line, rank: z.enum(ROAD_RANKS), confidence }, lineString),
  'geography/landmarks.json': z.strictObject({
    landmarks: z.array(
      z.strictObject({ name: line, kind: z.enum(LANDMARK_KINDS), point, confidence, source: line }),
    ),
  }),
  'geography/credit.json': z.strictObject({
    credit: z.strictObject({ text: line, url: z.url({ protocol: /^https$/ }) }).nullable(),
  }),
} as const;

const none = { type: 'FeatureCollection', features: [] };

export const noGeography: Readonly<Record<keyof typeof geographySchemas, unknown>> = {
  'geography/districts.geojson': none,
  'geography/villages.geojson': none,
  'geography/water.geojson': none,
  'geography/roads.geojson': none,
  'geography/landmarks.json': { landmarks: [] },
  'geography/credit.json': { credit: null },
};
