import {
  authorizationCodeGrant,
  AuthorizationResponseError,
  ClientError,
  fetchUserInfo,
  ResponseBodyError,
  type Configuration,
} from 'openid-client';
import type { OidcClaims } from '../../api/authentication/oidc-member';
import { Problem } from '../../api/http/problem';
import type { OidcFlow } from './oidc-flow';

interface Redeemed {
  configuration: Configuration;
  flow: OidcFlow;
  /** The address that the issuer sent the browser to, as the issuer knows it. */
  url: URL;
}

/**
 * What the issuer says of whoever came back from it.
 * @throws what `isIssuerDown` tells apart
 */
export async function redeem({ configuration, flow, url }: Redeemed): Promise<OidcClaims> {
  const tokens = await authorizationCodeGrant(configuration, url, {
    expectedState: flow.state,
    expectedNonce: flow.nonce,
    pkceCodeVerifier: flow.verifier,
    idTokenExpected: true,
  });
  const claims: OidcClaims = { ...tokens.claims() };
  if (typeof claims.email === 'string' || typeof claims.sub !== 'string') return claims;
  // Most issuers tell the address where it is asked for alone.
  return fetchUserInfo(configuration, tokens.access_token, claims.sub);
}

const NO_ANSWER = ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];
const NOT_NOW = ['temporarily_unavailable', 'server_error'];

/** Whether the same may go well a little later; everything else is to be begun anew. */
export function isIssuerDown(error: unknown): boolean {
  if (error instanceof Problem) return error.code === 'unavailable';
  if (error instanceof AuthorizationResponseError) return NOT_NOW.includes(error.error);
  if (error instanceof ResponseBodyError) return error.status >= 500;
  // The library names what is wrong with an answer; what it has no name for was none.
  if (error instanceof ClientError) return error.code === undefined || NO_ANSWER.includes(error.code);
  // What `fetch` throws when nobody answers.
  return error instanceof TypeError && error.cause !== undefined;
}
