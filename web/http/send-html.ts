import type { Response } from 'express';
import type { CityPack, Language } from '../../city/city-pack';
import type { PageResponse } from '../page-response';
import { staffFrame } from '../sign-in/staff-frame';
import type { StaffSession } from '../sign-in/staff-session';
import type { PagesContext } from '../pages-context';
import type { PageRequest } from './page-request';

type HtmlPage = Extract<PageResponse, { kind: 'page' }>;

interface HtmlInput {
  pageRequest: Pick<PageRequest, 'path' | 'query'>;
  session: StaffSession | null;
  page: HtmlPage;
  isSecret: boolean;
  isPost: boolean;
}

const REFRESH_SECONDS = 60;

export function sendHtml(context: PagesContext, response: Response, input: HtmlInput): void {
  const { status, headers = {} } = input.page;
  response.status(status).set(headers).type('text/html').send(renderHtml(context, input));
}

/** Renders a template in its frame: masthead, staff navigation, link to the same page in the other language. */
export function renderHtml(
  context: PagesContext,
  { pageRequest, session, page, isSecret, isPost }: HtmlInput,
): string {
  const isPublic = !isSecret && session === null;
  const frame = {
    title: page.title,
    language: page.locale.language,
    assets: context.assets.address,
    styles: page.styles ?? [],
    scripts: page.scripts ?? [],
    refreshSeconds: page.isRefreshed ? REFRESH_SECONDS : null,
    withoutScript: page.withoutScript ?? null,
    isPublic,
    worker: isPublic && !context.isOfflineOff ? '/sw.js' : null,
    city: context.city.name,
    hasServices: context.city.services.length > 0,
    emergencyNumber: context.city.emergencyNumber,
    staff: session && staffFrame(session, { locale: page.locale, path: pageRequest.path }),
    other: isPost ? null : otherLanguage(context.city, { pageRequest, page }),
  };
  return context.templates.render(page.template, { ...page.view, frame }, page.locale.t);
}

interface Other {
  language: Language;
  url: string;
}

function otherLanguage(
  city: CityPack,
  { pageRequest, page }: Pick<HtmlInput, 'pageRequest' | 'page'>,
): Other | null {
  const other = city.languages.find((language) => language !== page.locale.language);
  if (!other) return null;
  const kept = page.keepsAddress ? pageRequest.query : {};
  return { language: other, url: `?${new URLSearchParams({ ...kept, lang: other }).toString()}` };
}
