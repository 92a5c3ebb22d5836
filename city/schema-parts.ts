import { z } from 'zod';
import { foldLine, isVisible, UNFIT } from '../domain/human-text';
import type { Outline, Position } from './city-pack';

export const code = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters and digits, joined by hyphens');
/**
 * People edit packs with whatever editor they have, and paste into them: pack texts are normalised like users'
 * input.
 */
export const written = (fold: (typed: string) => string) =>
  z
    .string()
    .refine((value) => !UNFIT.test(value), 'must not contain NUL or unpaired surrogates')
    .overwrite(fold)
    .refine(isVisible, 'must not be empty');
export const line = written(foldLine);
export const texts = z.record(z.string(), line);

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
export const point = z.strictObject({ latitude, longitude });
export const position = z.tuple([longitude, latitude]) satisfies z.ZodType<Position>;

const ring = z.array(position).min(4, 'a ring has at least four positions');
const rings = z.array(ring).min(1);
export const area = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: rings }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(rings).min(1) }),
]) satisfies z.ZodType<Outline>;
