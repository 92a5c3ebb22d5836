import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { workingAgencies } from '../../city/directory';
import { isAgencyRole, ROLES, type Role } from '../../domain/actor';
import { KEY_SCOPES } from '../../domain/key-scopes';
import { code } from '../http/city-schemas';
import { line } from '../http/text-schemas';

/** Channels of complaints that no application filed. */
const OWN_CHANNELS = ['web', 'api'];
/** A week is long enough to change a key everywhere, and short enough that nobody forgets the old one. */
const OVERLAP_HOURS_AT_MOST = 168;
export const OVERLAP_HOURS = 24;

const scopes = z.array(z.enum(KEY_SCOPES));

export const apiKeySchema = z
  .object({
    id: z.uuid(),
    role: z.enum(ROLES),
    agency: z.string().nullable(),
    label: z.string(),
    scopes,
    channel: z.string().nullable(),
    prefix: z.string().meta({ description: 'First letters of the secret that was given out last.' }),
    createdAt: z.iso.datetime(),
    rotatedAt: z.iso.datetime().meta({ description: 'When that secret was given out.' }),
    lastUsedAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    overlapping: z
      .array(z.object({ prefix: z.string(), endsAt: z.iso.datetime() }))
      .meta({ description: 'Secrets before the last one that still work, until when.' }),
  })
  .meta({ id: 'ApiKey' });

export const newApiKeySchema = z
  .object({ id: z.uuid(), key: z.string().meta({ description: 'Shown this once.' }) })
  .meta({ id: 'NewApiKey' });

/** Roles of an agency need their agency; scopes and a channel are for applications only. */
export function apiKeyRequest(city: CityPack) {
  return z
    .strictObject({
      role: z.enum(ROLES),
      agency: code(workingAgencies(city)).optional(),
      label: line({ max: 100 }).meta({
        description: 'Of an application its name, which staff see on its cases.',
      }),
      scopes: scopes.min(1).max(KEY_SCOPES.length).optional().meta({
        description: 'What an application may do; all of it when left out.',
      }),
      channel: z
        .string()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
          error: 'must be small letters and digits, with hyphens between them',
        })
        .max(40, { error: 'must have at most 40 characters' })
        .refine((value) => !OWN_CHANNELS.includes(value), { error: 'is taken by SiKesal itself' })
        .optional()
        .meta({ description: 'Of an application: the channel of its complaints.', example: 'dishub-smart' }),
      expiresAt: end().optional().meta({ description: 'When it ends by itself; never when left out.' }),
    })
    .superRefine(({ role, ...given }, context) => {
      for (const issue of unfit(role, given)) context.addIssue(issue);
    })
    .meta({ id: 'ApiKeyRequest' });
}

export const rotationSchema = z
  .strictObject({
    overlapHours: z
      .int()
      .min(0)
      .max(OVERLAP_HOURS_AT_MOST)
      .default(OVERLAP_HOURS)
      .meta({ description: 'How long the secret before still works; 0 for one that has leaked.' }),
    expiresAt: end().nullable().optional().meta({
      description:
        'When the key ends from now on, null for never; as before when left out. Renews an expired one.',
    }),
  })
  .meta({ id: 'KeyRotation' });

function end() {
  return z.iso
    .datetime({ offset: true, error: 'must be an instant, RFC 3339' })
    .transform((value) => Date.parse(value))
    .refine((at) => at > Date.now(), { error: 'is over already', params: { rule: 'past' } });
}

function unfit(
  role: Role,
  { agency, scopes, channel }: Partial<Record<'agency' | 'scopes' | 'channel', unknown>>,
) {
  const issue = (field: string, rule: string, message: string) => ({
    ...{ code: 'custom' as const, path: [field], message },
    params: { rule },
  });
  const needsAgency = isAgencyRole(role);
  const isApplication = role === 'application';
  return [
    ...(needsAgency && agency === undefined ? [issue('agency', 'required', 'is missing')] : []),
    ...(!needsAgency && agency !== undefined
      ? [issue('agency', 'unknown', 'is only for roles of an agency')]
      : []),
    ...(!isApplication && scopes !== undefined
      ? [issue('scopes', 'unknown', 'is only for applications')]
      : []),
    ...(!isApplication && channel !== undefined
      ? [issue('channel', 'unknown', 'is only for applications')]
      : []),
  ];
}
