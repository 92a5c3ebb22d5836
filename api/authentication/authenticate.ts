import type { Request } from 'express';
import type { ApiKeyStore } from '../../database/stores/api-key-store';
import type { SessionStore } from '../../database/stores/session-store';
import type { StaffStore } from '../../database/stores/staff-store';
import type { LinkSigner } from '../../links/link-signer';
import { Problem } from '../http/problem';
import { cookiesOf } from '../http/cookies';
import type { Credential } from './credential';
import { createOidcBearer, type OidcBearer } from './oidc-bearer';
import type { OidcIssuer } from './oidc-issuer';
import { sessionCookieName } from './own-cookie';
import { sessionCredential } from './session-credential';

export interface AuthenticationDeps {
  apiKeys: Pick<ApiKeyStore, 'authenticate'>;
  reporters: { find(complaintId: string): Promise<{ tokenGeneration: number } | null> };
  links: Pick<LinkSigner, 'verify'>;
  sessions: Pick<SessionStore, 'find'>;
  staff: Pick<StaffStore, 'findByEmail'>;
  /** Left out where the city has no accounts of its own. */
  oidc?: OidcIssuer;
  settings: { publicUrl: string };
}

/** @param options `isUse`: false for checks by an open stream, which must not keep a session alive */
export type Authenticate = (request: Request, options?: { isUse?: boolean }) => Promise<Credential>;

/** Long enough for tokens that list a person's groups. */
const BEARER = /^Bearer +([\x21-\x7e]{1,8000})$/i;

/**
 * A wrong credential is an error and never counts as anonymous: whoever sends one wants to be recognised. A
 * browser sends cookies by itself, so an expired one counts as none, and a cookie only permits reading: pages act
 * through forms with a token of their own.
 */
export function createAuthenticate({ oidc, ...deps }: AuthenticationDeps): Authenticate {
  const bearer = oidc && createOidcBearer({ ...deps, oidc });
  return async (request, options) => {
    const header = request.headers.authorization;
    if (header === undefined) return (await sessionOf(deps, request, options)) ?? { kind: 'none' };
    const token = BEARER.exec(header)?.[1];
    const credential = token === undefined ? null : await credentialOf({ ...deps, bearer }, token);
    if (credential) return credential;
    throw new Problem({
      code: 'unauthorized',
      detail: 'The credential is unknown, revoked or not a Bearer token.',
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    });
  };
}

async function sessionOf(
  { sessions, settings }: Omit<AuthenticationDeps, 'oidc'>,
  request: Request,
  options?: { isUse?: boolean },
) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  const token = cookiesOf(request).get(sessionCookieName(settings));
  const session = token === undefined ? null : await sessions.find(token, options);
  return session && sessionCredential(session);
}

interface TokenDeps extends Omit<AuthenticationDeps, 'oidc'> {
  bearer: OidcBearer | undefined;
}

async function credentialOf(deps: TokenDeps, token: string): Promise<Credential | null> {
  if (!token.startsWith('sk_')) {
    return (await reporterOf(deps, token)) ?? (await deps.bearer?.(token)) ?? null;
  }
  const key = await deps.apiKeys.authenticate(token);
  return key && { kind: 'api_key', ...key };
}

/** The reporter to whom a token belongs, if the token is of the current generation. */
async function reporterOf(deps: TokenDeps, token: string): Promise<Credential | null> {
  const claims = deps.links.verify(token);
  if (claims?.purpose !== 'reporter' || claims.recipient !== `reporter:${claims.complaintId}`) return null;
  const reporter = await deps.reporters.find(claims.complaintId);
  if (reporter?.tokenGeneration !== claims.generation) return null;
  return { kind: 'reporter', complaintId: claims.complaintId };
}
