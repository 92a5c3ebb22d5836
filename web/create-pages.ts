import { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { allowCrossOrigin } from '../api/http/allow-cross-origin';
import { notFound, Problem } from '../api/http/problem';
import { adminRoutes } from './admin/admin-routes';
import { keyRoutes } from './admin/keys/key-routes';
import { webhookRoutes } from './admin/webhooks/webhook-routes';
import { appRoutes } from './app/app-routes';
import { browseRoutes } from './browse/browse-routes';
import { wallRoutes } from './command-centre/wall-routes';
import { caseRoutes } from './desk/case/case-routes';
import { deskRoutes } from './desk/desk-routes';
import { exportsRoutes } from './exports/exports-routes';
import { filingRoutes } from './filing/filing-routes';
import { forecastRoutes } from './forecast/forecast-routes';
import { servePage, type PageHandler, type PageOptions } from './http/serve-page';
import { liveRoutes } from './live/live-pages';
import { mineRoutes } from './mine/mine-routes';
import { complaintRoutes } from './pages/complaint-routes';
import type { PagesDeps } from './pages-deps';
import { uploadsRoutes } from './photo-field/uploads-routes';
import type { PageRoute } from './page-route';
import { outageRoutes } from './outages/outage-routes';
import { oidcRoutes } from './sign-in/oidc-routes';
import { signInRoutes } from './sign-in/sign-in-routes';
import { createPagesContext, type PagesContext } from './pages-context';
import { servicesRoutes } from './services/services-routes';
import { statisticsRoutes } from './statistics/statistics-routes';

/** All pages, room by room; paths are matched in this order. */
export const PAGE_ROUTES: readonly PageRoute[] = [
  ...mineRoutes,
  ...complaintRoutes,
  ...liveRoutes,
  ...browseRoutes,
  ...appRoutes,
  ...filingRoutes,
  ...servicesRoutes,
  ...uploadsRoutes,
  ...deskRoutes,
  ...caseRoutes,
  ...wallRoutes,
  ...outageRoutes,
  ...statisticsRoutes,
  ...forecastRoutes,
  ...exportsRoutes,
  ...signInRoutes,
  ...oidcRoutes,
  ...adminRoutes,
  ...keyRoutes,
  ...webhookRoutes,
];

/** Pages for people. */
export function createPages(deps: PagesDeps): Router {
  const context = createPagesContext(deps);
  const router = Router({ caseSensitive: true });
  router.use('/assets', context.assets.router);
  router.use('/map', context.map.router);
  if (context.streets?.router) router.use('/map', context.streets.router);
  for (const route of PAGE_ROUTES) open(router, context, route);
  router.use(unknownPage(context), failedPage(context));
  return router;
}

function open(
  router: Router,
  context: PagesContext,
  { path, get, post, options, isForOtherSites }: PageRoute,
): void {
  if (isForOtherSites) router.use(path, allowCrossOrigin);
  const route = router.route(path);
  if (get) route.get(servePage(context, get, options));
  if (post) route.post(servePage(context, post, options));
  route.all(otherMethods(context, [...(get ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : [])], options));
}

function otherMethods(context: PagesContext, allowed: string[], options: PageOptions): RequestHandler {
  const Allow = allowed.join(', ');
  const refuse: PageHandler = () => {
    const detail = `Only ${Allow} are available here.`;
    throw new Problem({ code: 'method_not_allowed', detail, headers: { Allow } });
  };
  // Everybody gets this response, before any sign-in is asked for.
  return servePage(context, refuse, { ...options, needs: undefined });
}

/** A path that cannot be decoded fails before any page handles it; it gets an error page all the same. */
function failedPage(context: PagesContext): ErrorRequestHandler {
  return (error, request, response, next) => {
    const tell: PageHandler = () => {
      throw error;
    };
    return servePage(context, tell, { isSecret: true })(request, response, next);
  };
}

/** People get a page that says there is nothing here; programs get the API's problem document. */
function unknownPage(context: PagesContext): RequestHandler {
  const tell = servePage(
    context,
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
