import { z } from 'zod';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Without TLS, anybody on the path could sign in as anyone; on the loopback interface there is no path. */
const issuer = z
  .url({ protocol: /^https?$/, error: 'must be an https URL', abort: true })
  .refine((address) => address.startsWith('https:') || LOOPBACK.test(new URL(address).hostname), {
    error: 'must be an https URL',
  });

/** The city's own accounts (OpenID Connect), for staff. */
export const oidcVariables = {
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, 'must have openid among the scopes')
    .default('openid email'),
  /** The audience of tokens for the API. */
  OIDC_AUDIENCE: z.string().optional(),
  /** Whether addresses count as verified if the issuer does not say. */
  OIDC_TRUST_EMAILS: z.enum(['true', 'false']).default('false'),
};

type OidcVariables = z.output<z.ZodObject<typeof oidcVariables>>;

/** A setting that nothing would read is reported as a mistake. */
export function checkOidc(variables: OidcVariables, context: z.RefinementCtx): void {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_AUDIENCE } = variables;
  const together = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET };
  if (Object.values({ ...together, OIDC_AUDIENCE }).every((value) => value === undefined)) return;
  for (const [name, value] of Object.entries(together)) {
    if (value !== undefined) continue;
    context.addIssue({ code: 'custom', path: [name], message: 'is missing beside the other OIDC settings' });
  }
  // ID tokens have the client as their audience: each one that the client ever saw would open the API.
  if (OIDC_AUDIENCE !== undefined && OIDC_AUDIENCE === OIDC_CLIENT_ID) {
    context.addIssue({ code: 'custom', path: ['OIDC_AUDIENCE'], message: 'must not be OIDC_CLIENT_ID' });
  }
}

/** Undefined when the city has no such accounts. */
export function oidcSettings(variables: OidcVariables) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = variables;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return {
    ...{ issuer, clientId, clientSecret },
    scope: variables.OIDC_SCOPE,
    audience: variables.OIDC_AUDIENCE ?? null,
    trustsEmails: variables.OIDC_TRUST_EMAILS === 'true',
  };
}
