import type { Response } from 'express';
import type { CityPack, Language } from '../../city/city-pack';
import type { PageAnswer } from '../page-answer';
import { staffFrame } from '../sign-in/staff-frame';
import type { StaffSession } from '../sign-in/staff-session';
import type { Site } from '../site';
import type { Visit } from './visit';

type HtmlPage = Extract<PageAnswer, { kind: 'page' }>;

interface HtmlInput {
  visit: Visit;
  session: StaffSession | null;
  answer: HtmlPage;
  isPost: boolean;
}

const REFRESH_SECONDS = 60;

/** A template in its frame: masthead, navigation of the staff, the same page in the other language. */
export function sendHtml(
  site: Site,
  response: Response,
  { visit, session, answer, isPost }: HtmlInput,
): void {
  const frame = {
    title: answer.title,
    language: answer.speech.language,
    assets: site.assets.address,
    styles: answer.styles ?? [],
    scripts: answer.scripts ?? [],
    refreshSeconds: answer.isRefreshed ? REFRESH_SECONDS : null,
    city: site.city.name,
    emergencyNumber: site.city.emergencyNumber,
    staff: session && staffFrame(session, { speech: answer.speech, path: visit.path }),
    other: isPost ? null : otherLanguage(site.city, { visit, answer }),
  };
  const html = site.templates.render(answer.template, { ...answer.view, frame }, answer.speech.say);
  response
    .status(answer.status)
    .set(answer.headers ?? {})
    .type('text/html')
    .send(html);
}

interface Other {
  language: Language;
  url: string;
}

function otherLanguage(city: CityPack, { visit, answer }: { visit: Visit; answer: HtmlPage }): Other | null {
  const other = city.languages.find((language) => language !== answer.speech.language);
  if (!other) return null;
  const kept = answer.keepsAddress ? visit.query : {};
  return { language: other, url: `?${new URLSearchParams({ ...kept, lang: other }).toString()}` };
}
