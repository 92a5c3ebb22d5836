import type { Response } from 'express';
import type { CityPack, Language } from '../../city/city-pack';
import type { PageResponse } from '../page-response';
import { staffFrame } from '../sign-in/staff-frame';
import type { StaffSession } from '../sign-in/staff-session';
import type { PagesContext } from '../pages-context';
import type { PageRequest } from './page-request';

type HtmlPage = Extract<PageResponse, { kind: 'page' }>;

interface HtmlInput {
  pageRequest: PageRequest;
  session: StaffSession | null;
  page: HtmlPage;
  isPost: boolean;
}

const REFRESH_SECONDS = 60;

/** Renders a template in its frame: masthead, staff navigation, link to the same page in the other language. */
export function sendHtml(
  context: PagesContext,
  response: Response,
  { pageRequest, session, page, isPost }: HtmlInput,
): void {
  const frame = {
    title: page.title,
    language: page.locale.language,
    assets: context.assets.address,
    styles: page.styles ?? [],
    scripts: page.scripts ?? [],
    refreshSeconds: page.isRefreshed ? REFRESH_SECONDS : null,
    city: context.city.name,
    emergencyNumber: context.city.emergencyNumber,
    staff: session && staffFrame(session, { locale: page.locale, path: pageRequest.path }),
    other: isPost ? null : otherLanguage(context.city, { pageRequest, page }),
  };
  const html = context.templates.render(page.template, { ...page.view, frame }, page.locale.t);
  response
    .status(page.status)
    .set(page.headers ?? {})
    .type('text/html')
    .send(html);
}

interface Other {
  language: Language;
  url: string;
}

function otherLanguage(
  city: CityPack,
  { pageRequest, page }: { pageRequest: PageRequest; page: HtmlPage },
): Other | null {
  const other = city.languages.find((language) => language !== page.locale.language);
  if (!other) return null;
  const kept = page.keepsAddress ? pageRequest.query : {};
  return { language: other, url: `?${new URLSearchParams({ ...kept, lang: other }).toString()}` };
}
