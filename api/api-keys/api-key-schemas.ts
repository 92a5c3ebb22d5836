import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { isAgencyRole, ROLES } from '../../domain/actor';
import { code } from '../complaints/filing-schemas';
import { line } from '../complaints/text-schemas';

export const apiKeySchema = z
  .object({
    id: z.uuid(),
    role: z.enum(ROLES),
    agency: z.string().nullable(),
    label: z.string(),
    prefix: z.string(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' });

export const newApiKeySchema = z
  .object({ id: z.uuid(), key: z.string().meta({ description: 'Shown this once.' }) })
  .meta({ id: 'NewApiKey' });

/** Roles of an agency name their agency, the others have none. */
export function apiKeyRequest(city: CityPack) {
  return z
    .strictObject({
      role: z.enum(ROLES),
      agency: code(city.agencies).optional(),
      label: line({ max: 100 }),
    })
    .superRefine(({ role, agency }, context) => {
      if (isAgencyRole(role) === (agency !== undefined)) return;
      const message = isAgencyRole(role) ? 'is missing' : 'is only for roles of an agency';
      const rule = isAgencyRole(role) ? 'required' : 'unknown';
      context.addIssue({ code: 'custom', path: ['agency'], message, params: { rule } });
    })
    .meta({ id: 'ApiKeyRequest' });
}
