import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { StaffStore } from '../../database/stores/staff-store';
import { unavailable } from '../http/problem';
import type { OidcIssuer } from './oidc-issuer';
import { memberOfClaims } from './oidc-member';
import { sessionCredential, type SessionCredential } from './session-credential';

interface BearerDeps {
  oidc: OidcIssuer;
  staff: Pick<StaffStore, 'findByEmail'>;
}

/** Null for a token that is not valid here or does not belong to an active member of staff. */
export type OidcBearer = (token: string) => Promise<SessionCredential | null>;

/**
 * Signed with a private key of the issuer only: with a shared secret, anybody who can read the public keys could
 * sign; with no algorithm, anybody at all.
 */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 30;
const KEYS_TIMEOUT_MS = 5_000;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * Accepts tokens of the city's issuer in the API.
 * @throws Problem `unavailable` while the issuer's keys cannot be fetched
 */
export function createOidcBearer({ oidc, staff }: BearerDeps): OidcBearer {
  const keysOf = keysOfIssuer(oidc);
  return async (token) => {
    const { audience, trustsEmails } = oidc.settings;
    if (audience === null || !JWT.test(token)) return null;
    const { issuer, keys } = await keysOf();
    const claims = await claimsOf(token, { keys, issuer, audience });
    const member = claims && (await memberOfClaims({ staff, settings: { trustsEmails } }, claims));
    return member && sessionCredential({ sessionId: null, member });
  };
}

/** Caches the keys, and fetches them again when a token names an unknown one. */
function keysOfIssuer({ configuration, settings }: OidcIssuer) {
  let current: { url: string; keys: JWTVerifyGetKey } | null = null;
  return async () => {
    const { issuer, jwks_uri: url } = (await configuration()).serverMetadata();
    if (url === undefined || !isAsSafe(url, settings.issuer)) {
      throw unavailable('The identity provider names no safe address of its keys.');
    }
    if (current?.url !== url) {
      current = { url, keys: createRemoteJWKSet(new URL(url), { timeoutDuration: KEYS_TIMEOUT_MS }) };
    }
    return { issuer, keys: current.keys };
  };
}

function isAsSafe(url: string, issuer: string): boolean {
  return url.startsWith('https:') || issuer.startsWith('http:');
}

interface Expected {
  keys: JWTVerifyGetKey;
  issuer: string;
  audience: string;
}

async function claimsOf(token: string, { keys, issuer, audience }: Expected): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...{ issuer, audience },
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp'],
    });
    return payload;
  } catch (error) {
    if (isAboutToken(error)) return null;
    throw unavailable('The keys of the identity provider cannot be fetched.', error);
  }
}

/** Any other error comes from fetching the keys. */
function isAboutToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return !(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'] as string[]).includes(error.code);
}
