import { htmlPage } from '../html-page';
import { publicRow, type PublicRow } from '../complaint/public-row';
import type { PageResponse } from '../page-response';
import { cutText } from '../../domain/human-text';
import { findTrackingCode } from '../../domain/tracking-code';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';

export async function homePage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  return home(context, request, { typed: '', notFound: false });
}

/** Handles the front page's form: redirects to the complaint, or shows the form again with what was typed. */
export async function findByCode(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const typed = request.query.code ?? '';
  const code = findTrackingCode(typed);
  if (code) return { kind: 'redirect', to: `/track/${code}` };
  return home(context, request, { typed: cutText(typed, 100), notFound: typed !== '' });
}

/** The front page with a message that there is no such complaint. */
export async function unknownCodePage(
  context: PagesContext,
  request: PageRequest,
  typed: string,
): Promise<PageResponse> {
  return home(context, request, { typed, notFound: true });
}

async function home(
  context: PagesContext,
  request: PageRequest,
  typed: { typed: string; notFound: boolean },
): Promise<PageResponse> {
  const locale = context.locales(languageFor(request, context.city));
  const { city } = context;
  return htmlPage({
    status: typed.notFound ? 404 : 200,
    template: 'home',
    title: locale.t('web.home.title', { city: city.name }),
    view: { ...typed, rows: await latest(context, locale), emergencyNumber: city.emergencyNumber },
    styles: ['browse.css'],
    locale,
    keepsAddress: !typed.notFound,
  });
}

const LATEST = 4;

async function latest(context: PagesContext, locale: Locale): Promise<PublicRow[]> {
  const { items } = await context.complaints.list({ visibleTo: 'public' }, { limit: LATEST });
  return items.map((complaint) => publicRow(complaint, { locale, context }));
}
