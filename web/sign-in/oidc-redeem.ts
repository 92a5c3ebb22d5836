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
  /** The address to which the issuer sent the browser, as the issuer knows it. */
  url: URL;
}

/**
 * Gets the issuer's claims about the person who came back.
 * @throws errors that `isIssuerDown` classifies
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
  // Most issuers give the address only when asked for the user info.
  return fetchUserInfo(configuration, tokens.access_token, claims.sub);
}

const NO_ANSWER = ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];
const NOT_NOW = ['temporarily_unavailable', 'server_error'];

/** Whether the same request may succeed a little later; after any other error the sign-in has to start again. */
export function isIssuerDown(error: unknown): boolean {
  if (error instanceof Problem) return error.code === 'unavailable';
  if (error instanceof AuthorizationResponseError) return NOT_NOW.includes(error.error);
  if (error instanceof ResponseBodyError) return error.status >= 500;
  // The library has a code for whatever is wrong with a response; without a code there was no response.
  if (error instanceof ClientError) return error.code === undefined || NO_ANSWER.includes(error.code);
  // `fetch` throws this when nobody answers.
  return error instanceof TypeError && error.cause !== undefined;
}
