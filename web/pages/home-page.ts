import type { PageAnswer } from '../page-answer';
import { parseTrackingCode } from '../../domain/tracking-code';
import { languageFor, type Visit } from '../http/visit';
import type { Site } from '../site';

export async function homePage(site: Site, visit: Visit): Promise<PageAnswer> {
  return home(site, visit, { typed: '', notFound: false });
}

/** The form of the front page: on to the complaint, or back to the form with what was typed. */
export async function findByCode(site: Site, visit: Visit): Promise<PageAnswer> {
  const typed = visit.query.code ?? '';
  const code = parseTrackingCode(typed);
  if (code) return { kind: 'redirect', to: `/track/${code}` };
  return home(site, visit, { typed: typed.slice(0, 100), notFound: typed !== '' });
}

/** The front page that says that there is no such complaint. */
export function unknownCodePage(site: Site, visit: Visit, typed: string): PageAnswer {
  return home(site, visit, { typed, notFound: true });
}

function home(site: Site, visit: Visit, view: { typed: string; notFound: boolean }): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  return {
    kind: 'page',
    status: view.notFound ? 404 : 200,
    template: 'home',
    title: speech.say('web.home.title', { city: site.city.name }),
    view,
    speech,
    keepsAddress: !view.notFound,
  };
}
