import { z } from 'zod';
import type { Agency, CityPack } from '../../city/city-pack';
import { everyOf, workingAgencies } from '../../city/directory';
import { isAgencyRole, ROLES } from '../../domain/actor';
import { code, languageSchema } from '../http/city-schemas';
import { email, line, optional } from '../http/text-schemas';

/** Every role but that of applications, which have keys instead. */
export const STAFF_ROLES = ROLES.filter((role) => role !== 'application');

const sessionSchema = z
  .object({
    id: z.uuid(),
    device: z.string().nullable().meta({ description: 'Roughly, to recognise it by.' }),
    openedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
  })
  .meta({ id: 'StaffSession' });

export const staffMemberSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(STAFF_ROLES),
    agency: z.string().nullable(),
    language: z.string(),
    active: z.boolean(),
    createdAt: z.iso.datetime(),
    lastSignedInAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'StaffMember' });

export const staffDetailsSchema = staffMemberSchema
  .extend({ sessions: z.array(sessionSchema).meta({ description: 'Where they are signed in now.' }) })
  .meta({ id: 'StaffDetails' });

export const staffListQuery = z.strictObject({
  agency: optional(line({ max: 100 })),
  active: z.enum(['true', 'false']).optional(),
  q: optional(line({ max: 200 })).meta({ description: 'Part of a name or an e-mail address.' }),
});

/** Roles of an agency need their agency; the others have none. */
export function newStaffSchema(city: CityPack) {
  return z
    .strictObject(fieldsOf(city, workingAgencies(city)))
    .extend({ language: languageSchema(city).default(city.defaultLanguage) })
    .superRefine(({ role, agency }, context) => {
      if (isAgencyRole(role) === ((agency ?? null) !== null)) return;
      const message = isAgencyRole(role) ? 'is missing' : 'is only for roles of an agency';
      const rule = isAgencyRole(role) ? 'required' : 'unknown';
      context.addIssue({ code: 'custom', path: ['agency'], message, params: { rule } });
    })
    .meta({ id: 'NewStaffMember' });
}

/**
 * Fields that are left out stay; the agency is dropped if the new role has none. Retired agencies are accepted, so
 * that their members can be changed in other ways.
 */
export function staffChangeSchema(city: CityPack) {
  return z
    .strictObject(fieldsOf(city, everyOf(city, 'agencies')))
    .partial()
    .meta({ id: 'StaffChange' });
}

function fieldsOf(city: CityPack, agencies: readonly Agency[]) {
  return {
    name: line({ max: 200 }),
    email,
    role: z.enum(STAFF_ROLES),
    agency: code(agencies).nullable().optional(),
    language: languageSchema(city),
  };
}
