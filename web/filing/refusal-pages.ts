import { PROBLEMS } from '../../api/http/problem-catalogue';
import type { Problem } from '../../api/http/problem';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { filingPage } from './filing-page';
import { againAt } from '../try-again';

/** Shown when another site sent the form in the visitor's name. */
export function crossSitePage(context: PagesContext, request: PageRequest): PageResponse {
  const locale = context.locales(languageFor(request, context.city));
  const { t } = locale;
  const view = {
    heading: t('filing.errors.foreignTitle'),
    text: t('filing.errors.foreign'),
    resend: null,
    onward: { url: '/file', label: t('filing.errors.again') },
  };
  return filingPage(locale, { status: 403, template: 'refused', title: view.heading, view });
}

/** Shows the form again with everything that was typed, to be sent once it can be accepted. */
export function notNowPage(context: PagesContext, request: PageRequest, problem: Problem): PageResponse {
  const locale = context.locales(languageFor(request, context.city));
  const { t, time } = locale;
  const text = problem.code === 'unavailable' ? 'filing.errors.storageDown' : 'filing.errors.tooMany';
  const view = {
    heading: t('filing.errors.notNowTitle'),
    text: t(text, { time: time.clock(againAt(problem, Date.now())) }),
    resend: { action: request.path, fields: [...request.form].map(([name, value]) => ({ name, value })) },
    onward: null,
  };
  const { status } = PROBLEMS[problem.code];
  return filingPage(locale, {
    status,
    headers: problem.details.headers,
    template: 'refused',
    title: view.heading,
    view,
  });
}
