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

/** Null for a token that is not valid here, or not of an active member of staff. */
export type OidcBearer = (token: string) => Promise<SessionCredential | null>;

/** With a key of the issuer's own: a secret, or none at all, would let anybody sign who can read the public keys. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCKS_DIFFER_BY_SECONDS = 30;
const KEYS_WITHIN_MS = 5_000;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Takes tokens of the city's issuer in the API. @throws Problem `unavailable` while its keys cannot be had */
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

/** Keeps the keys, and asks for new ones when a token names one that is not there. */
function keysOfIssuer({ configuration, settings }: OidcIssuer) {
  let current: { url: string; keys: JWTVerifyGetKey } | null = null;
  return async () => {
    const { issuer, jwks_uri: url } = (await configuration()).serverMetadata();
    if (url === undefined || !isAsSafe(url, settings.issuer)) {
      throw unavailable('The issuer of accounts says nowhere safe where its keys are.');
    }
    if (current?.url !== url) {
      current = { url, keys: createRemoteJWKSet(new URL(url), { timeoutDuration: KEYS_WITHIN_MS }) };
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
      clockTolerance: CLOCKS_DIFFER_BY_SECONDS,
      requiredClaims: ['exp'],
    });
    return payload;
  } catch (error) {
    if (isAboutToken(error)) return null;
    throw unavailable('The keys of the issuer of accounts cannot be had.', error);
  }
}

/** What is no fault of the token's comes from fetching the keys. */
function isAboutToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return !(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'] as string[]).includes(error.code);
}
