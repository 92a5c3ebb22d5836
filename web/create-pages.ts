import { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { openToOtherSites } from '../api/http/open-to-other-sites';
import { notFound, Problem } from '../api/http/problem';
import { adminPlaces } from './admin/admin-places';
import { keyPlaces } from './admin/keys/key-places';
import { webhookPlaces } from './admin/webhooks/webhook-places';
import { browsePlaces } from './browse/browse-places';
import { wallPlaces } from './command-centre/wall-places';
import { casePlaces } from './desk/case/case-places';
import { deskPlaces } from './desk/desk-places';
import { exportsPlaces } from './exports/exports-places';
import { filingPlaces } from './filing/filing-places';
import { forecastPlaces } from './forecast/forecast-places';
import { servePage, type PageHandler, type PageOptions } from './http/serve-page';
import { livePlaces } from './live/live-pages';
import { complaintPlaces } from './pages/complaint-places';
import type { PagesDeps } from './pages-deps';
import { uploadsPlaces } from './photo-field/uploads-places';
import type { Place } from './place';
import { outagePlaces } from './outages/outage-places';
import { oidcPlaces } from './sign-in/oidc-places';
import { signInPlaces } from './sign-in/sign-in-places';
import { createSite, type Site } from './site';
import { statisticsPlaces } from './statistics/statistics-places';

/** Every page, by the room that it stands in; paths are tried in this order. */
export const PLACES: readonly Place[] = [
  ...complaintPlaces,
  ...livePlaces,
  ...browsePlaces,
  ...filingPlaces,
  ...uploadsPlaces,
  ...deskPlaces,
  ...casePlaces,
  ...wallPlaces,
  ...outagePlaces,
  ...statisticsPlaces,
  ...forecastPlaces,
  ...exportsPlaces,
  ...signInPlaces,
  ...oidcPlaces,
  ...adminPlaces,
  ...keyPlaces,
  ...webhookPlaces,
];

/** Pages for people. */
export function createPages(deps: PagesDeps): Router {
  const site = createSite(deps);
  const router = Router({ caseSensitive: true });
  router.use('/assets', site.assets.router);
  for (const place of PLACES) open(router, site, place);
  router.use(unknownPage(site), failedPage(site));
  return router;
}

function open(router: Router, site: Site, { path, get, post, options, isForOtherSites }: Place): void {
  if (isForOtherSites) router.use(path, openToOtherSites);
  const route = router.route(path);
  if (get) route.get(servePage(site, get, options));
  if (post) route.post(servePage(site, post, options));
  route.all(otherMethods(site, [...(get ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : [])], options));
}

function otherMethods(site: Site, allowed: string[], options: PageOptions): RequestHandler {
  const Allow = allowed.join(', ');
  const refuse: PageHandler = () => {
    const detail = `Only ${Allow} are available here.`;
    throw new Problem({ code: 'method_not_allowed', detail, headers: { Allow } });
  };
  // Said to everybody, before anything is asked of them.
  return servePage(site, refuse, { ...options, needs: undefined });
}

/** A path that cannot be decoded fails before its page is asked, and is answered with a page all the same. */
function failedPage(site: Site): ErrorRequestHandler {
  return (error, request, response, next) => {
    const tell: PageHandler = () => {
      throw error;
    };
    return servePage(site, tell, { isSecret: true })(request, response, next);
  };
}

/** Who reads pages is told on a page that there is none; programs get the API's problem document. */
function unknownPage(site: Site): RequestHandler {
  const tell = servePage(
    site,
    () => {
      throw notFound();
    },
    { isSecret: false },
  );
  return (request, response, next) => {
    const isForPeople =
      request.accepts(['json', 'html']) === 'html' && !/^\/(api|open311)\//.test(request.path);
    if (isForPeople) tell(request, response, next);
    else next();
  };
}
