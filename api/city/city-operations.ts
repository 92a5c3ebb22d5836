import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { defineOperation } from '../http/operation';
import type { OutageReader } from '../../database/readers/outage-reader';
import { isoInstant } from '../http/iso-instant';

const names = z.record(z.string(), z.string());
const point = z.object({ latitude: z.number(), longitude: z.number() });

const outUntil = z.iso.datetime().optional().meta({
  description: 'The agency cannot work until then: deadlines of what is filed now count from there.',
});

const agencySchema = z.object({ code: z.string(), names, outUntil }).meta({ id: 'Agency' });
const categorySchema = z
  .object({
    code: z.string(),
    names,
    agency: z.string(),
    outUntil,
    targetHours: z.int(),
    keywords: z.array(z.string()),
  })
  .meta({ id: 'Category' });
const since = z.iso.date().meta({ description: 'First day without it' });
const successor = z
  .string()
  .meta({ description: 'Code of what took its place; that may be retired by now, too' });
const retired = {
  agencies: z.object({ code: z.string(), names, since, successor }).meta({ id: 'RetiredAgency' }),
  categories: z.object({ code: z.string(), names, since, successor }).meta({ id: 'RetiredCategory' }),
  districts: z
    .object({ code: z.string(), name: z.string(), since, successor: successor.optional() })
    .meta({ id: 'RetiredDistrict' }),
};
const retiredList = <Item extends z.ZodType>(item: Item) =>
  z.array(item).meta({ description: 'What complaints may still have; nothing new is filed under it.' });
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
    retiredDistricts: retiredList(retired.districts),
    villages: z.array(z.object({ code: z.string(), name: z.string(), district: z.string(), point })).meta({
      description: 'Parts of districts by name, with a point for it; empty if the city gives none.',
    }),
    credit: z
      .object({ text: z.string(), url: z.url() })
      .nullable()
      .meta({ description: 'Whom to name wherever the maps of this city are shown.' }),
    pushKey: z.string().nullable().meta({
      description:
        'The `applicationServerKey` of devices that take pushes (VAPID, RFC 8292); null if the city sends none.',
    }),
    outline: z.record(z.string(), z.unknown()).meta({ description: 'GeoJSON geometry (RFC 7946)' }),
  })
  .meta({ id: 'City' });

interface CityDeps {
  city: CityPack;
  outages: Pick<OutageReader, 'running'>;
  settings: { pushKey?: string };
}

/**
 * What everybody may read of the city pack, and which agencies cannot work now. Agencies' mailboxes and contacts are
 * for the desk only.
 */
export function cityOperations({ city, outages, settings }: CityDeps) {
  /** Reads the running outages, so that nobody files with a promise that will not hold. */
  async function readOutUntil(): Promise<(agency: string) => { outUntil?: string }> {
    const running = new Map((await outages.running()).map(({ agency, until }) => [agency, until]));
    return (agency) => {
      const until = running.get(agency);
      return until === undefined ? {} : { outUntil: isoInstant(until) };
    };
  }

  const { code, name, timeZone, languages, defaultLanguage, emergencyNumber, centre, districts, outline } =
    city;
  const { geography } = city;
  return {
    categories: cityOperation('categories', 'Kinds of problems, who answers for them and how fast', {
      schema: z
        .object({ items: z.array(categorySchema), retired: retiredList(retired.categories) })
        .meta({ id: 'Categories' }),
      read: async () => {
        const outUntilOf = await readOutUntil();
        const items = city.categories.map((category) => ({ ...category, ...outUntilOf(category.agency) }));
        return { items, retired: city.retired.categories };
      },
    }),
    agencies: cityOperation('agencies', 'Agencies that answer for complaints', {
      schema: z
        .object({ items: z.array(agencySchema), retired: retiredList(retired.agencies) })
        .meta({ id: 'Agencies' }),
      read: async () => {
        const outUntilOf = await readOutUntil();
        return {
          items: city.agencies.map((agency) => ({
            ...{ code: agency.code, names: agency.names },
            ...outUntilOf(agency.code),
          })),
          retired: city.retired.agencies.map((agency) => ({
            ...{ code: agency.code, names: agency.names },
            ...{ since: agency.since, successor: agency.successor },
          })),
        };
      },
    }),
    city: cityOperation('city', 'The city, its districts and its outline', {
      schema: citySchema,
      read: async () => ({
        ...{ code, name, timeZone, languages, defaultLanguage, emergencyNumber, centre, districts },
        retiredDistricts: city.retired.districts,
        pushKey: settings.pushKey ?? null,
        outline,
        villages: geography.villages.map(({ border: _border, ...village }) => village),
        credit: geography.credit,
      }),
    }),
  };
}

/** A GET without parameters, for everybody. */
function cityOperation(
  id: string,
  summary: string,
  { schema, read }: { schema: z.ZodType; read: () => Promise<object> },
) {
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
    { handle: async () => ({ status: 200, body: await read(), tagged: true }) },
  );
}
