import { isSupportedCountry } from 'libphonenumber-js/min';
import { z } from 'zod';
import { foldText } from '../domain/human-text';
import type { Policy } from '../domain/policy';
import { OPEN_CASES_POLICIES, REPLY_ACTS, shippedLanguages, WARNING_CHANNELS } from './city-pack';
import { geographySchemas, noGeography } from './geography-schemas';
import { area, code, line, point, texts, written } from './schema-parts';

const text = written(foldText);
const email = z.email('must be an e-mail address');
const hours = z.int().positive();
const contact = z.strictObject({ titles: texts, email });
const office = contact.extend({ email: email.optional() });
const day = z.iso.date('must be a calendar day, YYYY-MM-DD');
const retired = { since: day, successor: z.string() };
const language = z.enum(shippedLanguages);

// Newer engines accept offsets such as +07:00 as a zone; those know nothing of daylight saving.
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone');

const city = z.strictObject({
  code,
  name: line,
  country: z.string().refine(isSupportedCountry, 'must be a country of ISO 3166-1, two capital letters'),
  timeZone,
  languages: z.array(language).min(1),
  defaultLanguage: language,
  emergencyNumber: z.string().regex(/^\+?[0-9]{2,15}$/, 'must be a telephone number, digits only'),
  centre: point,
  outlineToleranceMeters: z.int().min(0).max(1000).default(0),
  commandCentre: z.strictObject({
    name: line,
    names: texts,
    contacts: z.array(contact.extend({ code })).min(1),
  }),
  // Defaults to the command centre's contacts.
  leadership: z.array(contact.extend({ code })).min(1).optional(),
  retention: z.strictObject({ reporterDaysAfterClosing: z.int().positive() }),
});

const districts = z.strictObject({
  districts: z.array(z.strictObject({ code, name: line, point })).min(1),
  retired: z
    .array(z.strictObject({ code, name: line, since: day, successor: z.string().optional() }))
    .default([]),
});

const agency = z.strictObject({
  code,
  names: texts,
  mailbox: email.optional(),
  supervisor: office,
  head: office,
  warnings: z.enum(WARNING_CHANNELS).default('mail'),
});

const agencies = z.strictObject({
  agencies: z.array(agency).min(1),
  retired: z.array(agency.extend({ ...retired, openCases: z.enum(OPEN_CASES_POLICIES) })).default([]),
});

const words = z.array(line.regex(/^[^A-Z]*$/, 'must be lower case')).default([]);

const categories = z.strictObject({
  categories: z
    .array(
      z.strictObject({
        code,
        names: texts,
        agency: z.string(),
        targetHours: hours,
        keywords: words,
      }),
    )
    .min(1),
  retired: z.array(z.strictObject({ code, names: texts, ...retired })).default([]),
});

const policy = z.strictObject({
  version: z
    .string()
    .max(40)
    .regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be lower-case letters, digits, dots and hyphens'),
  checkpoints: z.array(z.strictObject({ hours, level: z.literal([1, 2, 3]) })).min(1),
  reopenTargetHours: hours,
  objectionWindowHours: hours,
  untoldWindowHours: hours.optional(),
  reminders: z.strictObject({ everyHours: hours, forHours: hours, thenEveryHours: hours }),
  handOversByAgencies: z.int().min(0),
  extensionMaxHours: hours,
  // No default: it would make a stored version of the policy differ from the same version in the pack.
  questionHoldHours: z.int().min(0).optional(),
  warnings: z.strictObject({ percentLeft: z.int().min(1).max(99), atMostHours: hours }).optional(),
}) satisfies z.ZodType<Policy>;

const holidays = z.strictObject({
  holidays: z.array(z.strictObject({ date: day, names: texts })),
});

const filing = z.strictObject({
  dangerWords: words,
  dangerContext: z
    .strictObject({
      pairs: z
        .array(z.strictObject({ of: words, and: words, passing: z.boolean().default(false) }))
        .default([]),
      harmless: words,
      past: words,
      present: words,
    })
    .optional(),
  likelyFirst: z.array(z.string()).default([]),
  mailDomains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)).default([]),
});

const replies = z.strictObject({
  replies: z
    .array(
      z.strictObject({
        act: z.enum(REPLY_ACTS),
        categories: z.array(z.string()).default([]),
        titles: texts,
        // The same limit as in the API.
        texts: z.record(z.string(), text.max(4000)),
      }),
    )
    .default([]),
});

const themes = z.strictObject({
  themes: z
    .array(
      z.strictObject({
        category: z.string(),
        reports: z.int().positive(),
        texts: z.array(text.max(4000)).min(1),
      }),
    )
    .default([]),
});

const services = z.strictObject({
  services: z
    .array(
      z
        .strictObject({
          code,
          names: texts,
          purposes: texts,
          belongs: texts,
          keywords: words,
          url: z.url({ protocol: /^https$/, message: 'must be an address with https' }).optional(),
          ask: texts.optional(),
        })
        .refine(({ url, ask }) => url ?? ask, 'must have a url, or say whom to ask'),
    )
    .default([]),
});

/** The files of a pack and the shape of each. Unknown keys are refused: a misspelt key must not be ignored. */
export const packSchemas = {
  'city.json': city,
  'outline.geojson': area,
  'districts.json': districts,
  'agencies.json': agencies,
  'categories.json': categories,
  'policy.json': policy,
  'holidays.json': holidays,
  'filing.json': filing,
  'replies.json': replies,
  'themes.json': themes,
  'services.json': services,
  ...geographySchemas,
} as const;

/** Default content of the files that a pack may leave out. */
export const leftOut: Readonly<Partial<Record<PackFileName, unknown>>> = {
  'filing.json': {},
  'replies.json': {},
  'themes.json': {},
  'services.json': {},
  ...noGeography,
};

export type PackFileName = keyof typeof packSchemas;
export type PackFiles = { [Name in PackFileName]: z.output<(typeof packSchemas)[Name]> };
