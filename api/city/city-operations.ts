import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { defineOperation, type Operation } from '../http/operation';
import type { Reply } from '../http/reply';

const names = z.record(z.string(), z.string());
const point = z.object({ latitude: z.number(), longitude: z.number() });

const agencySchema = z.object({ code: z.string(), names }).meta({ id: 'Agency' });
const categorySchema = z
  .object({
    code: z.string(),
    names,
    agency: z.string(),
    targetHours: z.int(),
    keywords: z.array(z.string()),
  })
  .meta({ id: 'Category' });
const citySchema = z
  .object({
    code: z.string(),
    name: z.string(),
    timeZone: z.string(),
    languages: z.array(z.string()),
    defaultLanguage: z.string(),
    emergencyNumber: z.string(),
    centre: point,
    districts: z.array(z.object({ code: z.string(), name: z.string(), point })),
    outline: z.record(z.string(), z.unknown()).meta({ description: 'GeoJSON geometry (RFC 7946)' }),
  })
  .meta({ id: 'City' });

/** What the city pack says to everybody. Mailboxes and contacts are for the desk alone. */
export function cityOperations({ city }: { city: CityPack }): Operation[] {
  const { code, name, timeZone, languages, defaultLanguage, emergencyNumber, centre, districts, outline } =
    city;
  return [
    open('categories', 'Kinds of problems, who answers for them and how fast', {
      schema: z.object({ items: z.array(categorySchema) }).meta({ id: 'Categories' }),
      body: { items: city.categories },
    }),
    open('agencies', 'Agencies that answer for complaints', {
      schema: z.object({ items: z.array(agencySchema) }).meta({ id: 'Agencies' }),
      body: { items: city.agencies.map((agency) => ({ code: agency.code, names: agency.names })) },
    }),
    open('city', 'The city, its districts and its outline', {
      schema: citySchema,
      body: {
        code,
        name,
        timeZone,
        languages,
        defaultLanguage,
        emergencyNumber,
        centre,
        districts,
        outline,
      },
    }),
  ];
}

function open(
  id: string,
  summary: string,
  { schema, body }: { schema: z.ZodType; body: unknown },
): Operation {
  const reply: Reply = { status: 200, body, tagged: true };
  return defineOperation(
    {
      id,
      method: 'get',
      path: `/${id}`,
      tag: 'City',
      audience: 'everybody',
      headers: ['ETag'],
      summary,
      responses: { 200: { description: 'From the city pack.', schema } },
    },
    { handle: async () => reply },
  );
}
