import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import type { OidcIssuer } from '../../api/authentication/oidc-issuer';
import { memberOfClaims, type OidcClaims } from '../../api/authentication/oidc-member';
import { notFound } from '../../api/http/problem';
import { errorName } from '../../config/error-name';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { accountsDownPage } from './ask-page';
import { endFlow, flowIn, startFlow, type OidcFlow } from './oidc-flow';
import { isIssuerDown, redeem } from './oidc-redeem';
import { openSession } from './open-session';
import { ownPath, signInUrl } from './own-path';

const CALLBACK = '/sign-in/oidc/callback';

/** Sends the browser to the city's own accounts. @throws Problem `not_found` where the city has none */
export async function startOidc(site: Site, visit: Visit): Promise<PageAnswer> {
  const { settings, configuration } = accountsOf(site);
  const nextPage = ownPath(visit.query.next);
  const { flow, cookie } = startFlow(site, nextPage);
  try {
    const url = buildAuthorizationUrl(await configuration(), {
      redirect_uri: callbackUrl(site).href,
      scope: settings.scope,
      ui_locales: languageFor(visit, site.city),
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
    });
    return { kind: 'redirect', to: url.href, cookies: [cookie] };
  } catch (error) {
    if (!isIssuerDown(error)) throw error;
    return accountsDownPage(site, visit, nextPage);
  }
}

/** Where the issuer sends the browser back to. Who comes back signs in as a member of staff that is there already. */
export async function finishOidc(site: Site, visit: Visit): Promise<PageAnswer> {
  const oidc = accountsOf(site);
  const flow = flowIn(site, visit);
  const answer = flow ? await finish(site, visit, { oidc, flow }) : refusedPage(site, visit, 'broken');
  return { ...answer, cookies: [...(answer.cookies ?? []), endFlow(site)] };
}

interface Finished {
  oidc: OidcIssuer;
  flow: OidcFlow;
}

async function finish(site: Site, visit: Visit, { oidc, flow }: Finished): Promise<PageAnswer> {
  let claims: OidcClaims;
  try {
    const configuration = await oidc.configuration();
    claims = await redeem({ configuration, flow, url: callbackUrl(site, visit) });
  } catch (error) {
    // Codes and tokens stand in what such errors carry: only their kind is logged.
    site.logger.warn({ failure: errorName(error) }, 'nobody was signed in by the OpenID Connect issuer');
    if (isIssuerDown(error)) return accountsDownPage(site, visit, flow.nextPage);
    return refusedPage(site, visit, 'broken', flow.nextPage);
  }
  const member = await memberOfClaims({ ...site, settings: oidc.settings }, claims);
  if (!member) return refusedPage(site, visit, 'unknown');
  return openSession(site, visit, { staffId: member.id, nextPage: flow.nextPage });
}

function accountsOf({ oidc }: Site): OidcIssuer {
  if (!oidc) throw notFound();
  return oidc;
}

/** As it is registered with the issuer, whatever proxy the request came through. */
function callbackUrl({ settings }: Site, { query }: Pick<Visit, 'query'> = { query: {} }): URL {
  const url = new URL(`${settings.publicUrl}${CALLBACK}`);
  url.search = new URLSearchParams(query).toString();
  return url;
}

/** Nobody learns which addresses are known: whoever has none here, or one no more, is told the same. */
function refusedPage(
  site: Site,
  visit: Visit,
  texts: 'broken' | 'unknown',
  nextPage: string | null = null,
): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  const { say } = speech;
  const heading = say(`signIn.${texts}.title`);
  return {
    kind: 'page',
    status: texts === 'broken' ? 400 : 403,
    template: 'message',
    title: heading,
    view: {
      heading,
      paragraphs: [say(`signIn.${texts}.text`)],
      kept: null,
      resend: null,
      onward: { url: signInUrl(nextPage ?? '/desk'), label: say('signIn.accounts.onward') },
    },
    speech,
    keepsAddress: false,
  };
}
