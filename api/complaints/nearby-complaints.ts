import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { ComplaintReader } from '../../database/readers/complaint-reader';
import { defineOperation } from '../http/operation';
import { json } from '../http/reply';
import { codeInUse } from '../http/city-schemas';
import { complaintSummarySchema } from './complaint-schemas';
import { viewSummary } from './view-complaint';
import { cityExamples } from '../documentation/example-values';

const WITHIN_METERS = 100;

export interface NearbyDeps {
  city: CityPack;
  publicUrl: string;
  complaints: Pick<ComplaintReader, 'nearby'>;
}

/** Asked before filing: somebody may have complained about it already. */
export function nearbyComplaints(deps: NearbyDeps) {
  return defineOperation(
    {
      id: 'nearbyComplaints',
      audience: 'everybody',
      example: { query: exampleQuery(deps.city) },
      method: 'get',
      path: '/complaints/nearby',
      tag: 'Complaints',
      summary: `Open complaints within ${WITHIN_METERS} m`,
      description:
        'Of those whose place is not public yet, all within that distance and some that are farther: they count as ' +
        'standing in the middle of a square of some 110 m.',
      query: z.strictObject({
        latitude: degrees(90),
        longitude: degrees(180),
        category: codeInUse(deps.city, 'categories'),
      }),
      limit: 'nearby',
      responses: {
        200: {
          description: 'Those that everybody may see, the nearest first.',
          schema: z.object({ items: z.array(complaintSummarySchema) }).meta({ id: 'NearbyComplaints' }),
        },
      },
    },
    {
      async handle({ query, actor }) {
        const { latitude, longitude, category } = query;
        const found = await deps.complaints.nearby({
          point: { latitude, longitude },
          category,
          withinMeters: WITHIN_METERS,
        });
        return json(200, { items: found.map((complaint) => viewSummary(deps, { complaint, actor })) });
      },
    },
  );
}

function exampleQuery(city: CityPack) {
  const { category, point } = cityExamples(city);
  return { latitude: String(point.latitude), longitude: String(point.longitude), category };
}

function degrees(atMost: number) {
  return z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,15})?$/, { error: 'must be a number in decimal degrees' })
    .transform(Number)
    .pipe(z.number().min(-atMost).max(atMost));
}
