import { z } from 'zod';
import { presentPhoto } from '../complaints/photo-presenter';
import { photoSchema } from '../complaints/complaint-schemas';
import { defineOperation } from '../http/operation';
import { json } from '../http/reply';
import { blurStoredPhoto, findPhotoToBlur, type BlurStoredPhotoDeps } from './blur-stored-photo';

const fraction = z.number().min(0).max(1);

/** Tolerance for rounding, when a client divides pixels by pixels. */
const ROUNDING = 1e-6;

const areaSchema = z
  .strictObject({ x: fraction, y: fraction, width: fraction.positive(), height: fraction.positive() })
  .refine(({ x, width }) => x + width <= 1 + ROUNDING, {
    path: ['width'],
    error: 'reaches beyond the picture',
  })
  .refine(({ y, height }) => y + height <= 1 + ROUNDING, {
    path: ['height'],
    error: 'reaches beyond the picture',
  });

export const BLURRED_AREAS_AT_MOST = 20;

export const blurSchema = z.strictObject({
  areas: z
    .array(areaSchema)
    .min(1)
    .max(BLURRED_AREAS_AT_MOST)
    .meta({ description: 'In fractions of width and height, from the upper left corner.' }),
});

/** Needs no idempotency key: blurring twice looks like blurring once. */
export function blurPhoto(deps: BlurStoredPhotoDeps & { publicUrl: string }) {
  return defineOperation(
    {
      id: 'blurPhoto',
      audience: 'officers',
      example: { body: { areas: [{ x: 0.1, y: 0.25, width: 0.2, height: 0.1 }] } },
      method: 'post',
      path: '/photos/{photo}/blur',
      tag: 'Acts of staff',
      summary: 'Make parts of a photo unrecognisable, for good',
      description: 'Both sizes are overwritten; nobody can undo it. An entry in the audit says who did it.',
      body: blurSchema,
      responses: { 200: { description: 'The photo as it is now.', schema: photoSchema } },
      problems: ['not_found'],
    },
    {
      permit: ({ params, actor }) => findPhotoToBlur(deps, params.photo ?? '', actor),
      async handle({ body: { areas }, actor, credentialId }, { photo }) {
        const blurred = await blurStoredPhoto(deps, { photoId: photo.id, areas, actor, credentialId });
        return json(200, presentPhoto(blurred, deps));
      },
    },
  );
}
