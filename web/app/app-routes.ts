import { notFound } from '../../api/http/problem';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageOptions } from '../http/serve-page';
import type { PageResponse } from '../page-response';
import type { PageRoute } from '../page-route';
import type { PagesContext } from '../pages-context';
import { manifestOf } from './manifest';
import { renderShell, SHELLS, type ShellName } from './shells';
import { serviceWorkerText } from './service-worker';

const OPTIONS: PageOptions = { isSecret: false };

/** The pages that a device keeps, once at the address that people use and once as the service worker takes them. */
export const appRoutes: readonly PageRoute[] = [
  { path: SHELLS.form.path, get: serve('form'), options: OPTIONS },
  { path: SHELLS.mine.path, get: serve('mine'), options: OPTIONS },
  { path: '/app/:language/form', get: shell('form'), options: OPTIONS },
  { path: '/app/:language/mine', get: shell('mine'), options: OPTIONS },
  { path: '/app/:language/offline', get: shell('offline'), options: OPTIONS },
  { path: '/sw.js', get: worker, options: OPTIONS },
  { path: '/app.webmanifest', get: manifest, options: OPTIONS },
];

function serve(name: ShellName) {
  return async (context: PagesContext, request: PageRequest): Promise<PageResponse> =>
    SHELLS[name].page(context, context.locales(languageFor(request, context.city)));
}

function shell(name: ShellName) {
  return async (context: PagesContext, { params }: PageRequest): Promise<PageResponse> => {
    const language = context.city.languages.find((each) => each === params.language);
    if (!language) throw notFound();
    return { kind: 'document', type: 'text/html', text: renderShell(context, language, name) };
  };
}

async function worker(context: PagesContext): Promise<PageResponse> {
  return { kind: 'document', type: 'text/javascript', text: serviceWorkerText(context) };
}

/** `for` is the language: `lang` would make it the visitor's choice. */
async function manifest(context: PagesContext, { query }: PageRequest): Promise<PageResponse> {
  const { languages, defaultLanguage } = context.city;
  const language = languages.find((each) => each === query.for) ?? defaultLanguage;
  const text = JSON.stringify(manifestOf(context, context.locales(language)));
  return { kind: 'document', type: 'application/manifest+json', text };
}
