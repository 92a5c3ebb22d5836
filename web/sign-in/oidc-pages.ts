import { messagePage } from '../message-page';
import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import type { OidcIssuer } from '../../api/authentication/oidc-issuer';
import { memberOfClaims, type OidcClaims } from '../../api/authentication/oidc-member';
import { notFound } from '../../api/http/problem';
import { errorName } from '../../config/error-name';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { accountsDownPage } from './ask-page';
import { endFlow, flowIn, startFlow, type OidcFlow } from './oidc-flow';
import { isIssuerDown, redeem } from './oidc-redeem';
import { openSession } from './open-session';
import { ownPath, signInUrl } from './own-path';

const CALLBACK = '/sign-in/oidc/callback';

/** Sends the browser to the city's own accounts. @throws Problem `not_found` where the city has none */
export async function startOidc(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { settings, configuration } = accountsOf(context);
  const nextPage = ownPath(request.query.next);
  const { flow, cookie } = startFlow(context, nextPage);
  try {
    const url = buildAuthorizationUrl(await configuration(), {
      redirect_uri: callbackUrl(context).href,
      scope: settings.scope,
      ui_locales: languageFor(request, context.city),
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
    });
    return { kind: 'redirect', to: url.href, cookies: [cookie] };
  } catch (error) {
    if (!isIssuerDown(error)) throw error;
    return accountsDownPage(context, request, nextPage);
  }
}

/** The address to which the issuer sends the browser back. Only existing members of staff can sign in. */
export async function finishOidc(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const oidc = accountsOf(context);
  const flow = flowIn(context, request);
  const response = flow
    ? await finish(context, request, { oidc, flow })
    : refusedPage(context, request, 'broken');
  return { ...response, cookies: [...(response.cookies ?? []), endFlow(context)] };
}

interface Finished {
  oidc: OidcIssuer;
  flow: OidcFlow;
}

async function finish(
  context: PagesContext,
  request: PageRequest,
  { oidc, flow }: Finished,
): Promise<PageResponse> {
  let claims: OidcClaims;
  try {
    const configuration = await oidc.configuration();
    claims = await redeem({ configuration, flow, url: callbackUrl(context, request) });
  } catch (error) {
    // Such errors may contain codes and tokens, so only their kind is logged.
    context.logger.warn({ failure: errorName(error) }, 'nobody was signed in by the OpenID Connect issuer');
    if (isIssuerDown(error)) return accountsDownPage(context, request, flow.nextPage);
    return refusedPage(context, request, 'broken', flow.nextPage);
  }
  const member = await memberOfClaims({ ...context, settings: oidc.settings }, claims);
  if (!member) return refusedPage(context, request, 'unknown');
  return openSession(context, request, { staffId: member.id, nextPage: flow.nextPage });
}

function accountsOf({ oidc }: PagesContext): OidcIssuer {
  if (!oidc) throw notFound();
  return oidc;
}

/** The URL as registered with the issuer, whatever proxy the request came through. */
function callbackUrl({ settings }: PagesContext, { query }: Pick<PageRequest, 'query'> = { query: {} }): URL {
  const url = new URL(`${settings.publicUrl}${CALLBACK}`);
  url.search = new URLSearchParams(query).toString();
  return url;
}

/** Nobody learns which addresses are known: people who have no account here, or no longer, are told the same. */
function refusedPage(
  context: PagesContext,
  request: PageRequest,
  texts: 'broken' | 'unknown',
  nextPage: string | null = null,
): PageResponse {
  const locale = context.locales(languageFor(request, context.city));
  const { t } = locale;
  return messagePage(locale, {
    status: texts === 'broken' ? 400 : 403,
    heading: t(`signIn.${texts}.title`),
    paragraphs: [t(`signIn.${texts}.text`)],
    onward: { url: signInUrl(nextPage ?? '/desk'), label: t('signIn.accounts.onward') },
  });
}
