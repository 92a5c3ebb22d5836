import express, { Router, type RequestHandler } from 'express';
import { Problem } from '../api/http/problem';
import { formNamed, type FormName } from './forms/form-definitions';
import { readForm, type Form } from './http/read-form';
import { servePage, type PageHandler, type PageOptions } from './http/serve-page';
import { withToken } from './links/link-urls';
import { actPage, sendStaffForm } from './pages/act-page';
import { confirmAddress, confirmPage, stopMails, stopPage } from './pages/address-pages';
import { findByCode, homePage } from './pages/home-page';
import { myPage, sendMyForm } from './pages/my-page';
import { trackPage } from './pages/track-page';
import type { PagesDeps } from './pages-deps';
import { createSite, type Site } from './site';

const ASSETS_MAX_AGE = '1h';

/** Pages for people: the front page, a complaint for everybody, and a page for every link that is mailed. */
export function createPages(deps: PagesDeps): Router {
  const site = createSite(deps);
  const router = Router({ caseSensitive: true });
  router.use('/assets', express.static(deps.assetsFolder, { index: false, maxAge: ASSETS_MAX_AGE }));
  const open: PageOptions = { isSecret: false };
  const secret: PageOptions = { isSecret: true };

  place(router, site, '/', { get: homePage, options: open });
  place(router, site, '/track', { get: findByCode, options: open });
  place(router, site, '/track/:code', { get: trackPage, options: open });
  place(router, site, '/my/:code', { get: myPage, options: secret });
  for (const name of ['confirm', 'reopen', 'withdraw', 'rating'] as const satisfies readonly FormName[]) {
    const post: PageHandler = (on, visit) => sendMyForm(on, visit, name);
    place(router, site, `/my/:code/${name}`, { get: backToMine, post, options: secret });
  }
  place(router, site, '/confirm/:code', { get: confirmPage, post: confirmAddress, options: secret });
  place(router, site, '/stop/:code', {
    get: stopPage,
    post: stopMails,
    options: { ...secret, read: readStopForm },
  });
  place(router, site, '/act/:code', { get: actPage, post: sendNamedForm, options: secret });
  return router;
}

interface Place {
  get?: PageHandler;
  post?: PageHandler;
  options: PageOptions;
}

function place(router: Router, site: Site, path: string, { get, post, options }: Place): void {
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
  return servePage(site, refuse, options);
}

/** Whoever loads the address of a form again lands on its page. */
const backToMine: PageHandler = async (_site, visit) => ({
  kind: 'redirect',
  to: withToken(`/my/${encodeURIComponent(visit.params.code ?? '')}`, visit),
});

const sendNamedForm: PageHandler = (site, visit) => {
  const name = formNamed(visit.form.get('act'));
  if (!name) throw new Problem({ code: 'malformed', detail: 'The form does not say which act it is.' });
  return sendStaffForm(site, visit, name);
};

/** Mail programs may send their one click as multipart (RFC 8058), which no form of ours does. */
const readStopForm: NonNullable<PageOptions['read']> = async (request, response): Promise<Form> =>
  request.is('multipart/form-data')
    ? new Map([['List-Unsubscribe', 'One-Click']])
    : readForm(request, response);
