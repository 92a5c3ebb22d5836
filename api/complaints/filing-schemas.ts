import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { codeInUse, readerLanguage } from '../http/city-schemas';
import { description, email, line, optional } from '../http/text-schemas';
import { phone } from './phone-schema';

const DESCRIPTION = { min: 10, max: 4000 };

/** The body of a filing; the codes come from the city pack. */
export function filingSchema(city: CityPack) {
  return z
    .strictObject({
      category: codeInUse(city, 'categories'),
      description: description(DESCRIPTION),
      location: locationSchema(city),
      reporter: z
        .strictObject({
          name: optional(line({ max: 200 })),
          email: optional(email),
          phone: optional(phone(city)).meta({
            description: 'As people of the country write it, several with a slash; kept in E.164.',
            example: '+62 812 3456 7890',
          }),
          language: readerLanguage.optional(),
        })
        .optional(),
      anonymous: z.boolean().default(false).meta({ description: 'The agency does not see who reports.' }),
      confidential: z
        .boolean()
        .default(false)
        .meta({ description: 'The public sees kind, district and status only.' }),
      externalReference: optional(line({ max: 100 })).meta({
        description:
          'The number that the complaint has in the application that files it, and that it finds it by. Keys of ' +
          'applications only; no name and nothing else about a person.',
      }),
      device: deviceSchema.optional(),
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

/** Only a hash of it is stored, a different one for each complaint. */
export const deviceSchema = z
  .string()
  .regex(/^[\x21-\x7e]{16,128}$/, { error: 'must have 16 to 128 printable ASCII characters' })
  .meta({
    description:
      'A random secret that the application keeps for a person or a device; by it “me too” counts once for each, and ' +
      'not for who filed the complaint.',
  });

const captureSchema = z.strictObject({
  takenAt: z.iso.datetime({ offset: true }).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
});

export type GivenCapture = z.output<typeof captureSchema>;

export type Filing = z.output<ReturnType<typeof filingSchema>>;

/** Coordinates, or a district with an address that people can find; if both are given, the coordinates count. */
function locationSchema(city: CityPack) {
  return z
    .strictObject({
      latitude: z.number().min(-90).max(90).optional(),
      longitude: z.number().min(-180).max(180).optional(),
      address: optional(line({ max: 300 })),
      district: codeInUse(city, 'districts').optional(),
    })
    .superRefine((location, context) => {
      const isPoint = location.latitude !== undefined || location.longitude !== undefined;
      const byDistrict = !isPoint && location.district !== undefined;
      const needed = byDistrict ? (['address'] as const) : (['latitude', 'longitude'] as const);
      for (const name of needed) {
        if (location[name] === undefined) context.addIssue(required(name));
      }
    })
    .meta({
      description:
        'Latitude and longitude (WGS84, decimal degrees), or district and address. With coordinates a district counts ' +
        'for nothing: where the point lies says it.',
    });
}

function required(name: string) {
  return { code: 'custom' as const, path: [name], message: 'is missing', params: { rule: 'required' } };
}

export const filedSchema = z
  .object({
    id: z.uuid(),
    trackingCode: z.string(),
    status: z.string(),
    receivedAt: z.iso.datetime(),
    targetHours: z.int(),
    resolveBy: z.iso.datetime(),
    reporterToken: z.string().optional().meta({
      description:
        'Proves who filed it; a Bearer token for the reporter’s acts. Left out, with `links.my`, where a repetition does not prove that it comes from them.',
    }),
    links: z.object({ self: z.url(), track: z.url(), my: z.url().optional() }),
  })
  .meta({ id: 'Filed' });
