import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { findRetired, retiredSentence, successorOf, type SortedBy } from '../../city/directory';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { email, line, phone, text } from './text-schemas';

const DESCRIPTION = { min: 10, max: 4000 };

/** The body of a filing; the codes are the city's. */
export function filingSchema(city: CityPack) {
  return z
    .strictObject({
      category: codeInUse(city, 'categories'),
      description: text(DESCRIPTION),
      location: locationSchema(city),
      reporter: z
        .strictObject({
          name: line({ max: 200 }).optional(),
          email: email.optional(),
          phone: phone.optional(),
          language: languageSchema(city).optional(),
        })
        .optional(),
      anonymous: z.boolean().default(false).meta({ description: 'The agency does not see who reports.' }),
      confidential: z
        .boolean()
        .default(false)
        .meta({ description: 'The public sees kind, district and status only.' }),
      externalReference: line({ max: 100 })
        .optional()
        .meta({
          description:
            'The number that the complaint has in the application that files it, and that it finds it by. Keys of ' +
            'applications only; no name and nothing else about a person.',
        }),
      captures: z
        .array(captureSchema.nullable())
        .max(PHOTO_LIMITS.photosAtMost)
        .optional()
        .meta({
          description:
            'When and where each photo was taken, in their order, read before they were shrunk. Counts where a file ' +
            'does not say it itself; only whether that is where and when the complaint is gets stored.',
        }),
    })
    .meta({ id: 'Filing' });
}

const captureSchema = z.strictObject({
  takenAt: z.iso.datetime({ offset: true }).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
});

export type GivenCapture = z.output<typeof captureSchema>;

export type Filing = z.output<ReturnType<typeof filingSchema>>;

export function languageSchema(city: CityPack) {
  return z.enum(city.languages, { error: `is one of ${city.languages.join(', ')}` });
}

/** A code of one of the city's lists. */
export function code(list: readonly { code: string }[]) {
  const codes = list.map((item) => item.code);
  return z.enum(codes, { error: `is one of ${codes.join(', ')}` });
}

/** A code for something new. Of a retired one the refusal names the successor. */
export function codeInUse(city: CityPack, kind: SortedBy) {
  const codes = city[kind].map((item) => item.code);
  const error = ({ input }: { input?: unknown }) => {
    const retired = typeof input === 'string' ? findRetired(city, kind, input) : undefined;
    if (!retired) return `is one of ${codes.join(', ')}`;
    return retiredSentence(retired, successorOf(city, kind, retired.code));
  };
  return z.enum(codes, { error });
}

/** Coordinates, or a district with an address that people can find. */
function locationSchema(city: CityPack) {
  return z
    .strictObject({
      latitude: z.number().min(-90).max(90).optional(),
      longitude: z.number().min(-180).max(180).optional(),
      address: line({ max: 300 }).optional(),
      district: codeInUse(city, 'districts').optional(),
    })
    .superRefine((location, context) => {
      const byDistrict = location.district !== undefined;
      const needed = byDistrict ? (['address'] as const) : (['latitude', 'longitude'] as const);
      for (const name of needed) {
        if (location[name] === undefined) context.addIssue(required(name));
      }
      for (const name of byDistrict ? (['latitude', 'longitude'] as const) : []) {
        if (location[name] !== undefined) context.addIssue(eitherOr(name));
      }
    })
    .meta({
      description: 'Either latitude and longitude (WGS84, decimal degrees), or district and address.',
    });
}

function required(name: string) {
  return { code: 'custom' as const, path: [name], message: 'is missing', params: { rule: 'required' } };
}

function eitherOr(name: string) {
  const message = 'does not go together with a district';
  return { code: 'custom' as const, path: [name], message, params: { rule: 'either_or' } };
}

export const filedSchema = z
  .object({
    id: z.uuid(),
    trackingCode: z.string(),
    status: z.string(),
    receivedAt: z.iso.datetime(),
    targetHours: z.int(),
    resolveBy: z.iso.datetime(),
    reporterToken: z
      .string()
      .meta({ description: 'Proves who filed it; a Bearer token for the reporter’s acts.' }),
    links: z.object({ self: z.url(), track: z.url(), my: z.url() }),
  })
  .meta({ id: 'Filed' });
