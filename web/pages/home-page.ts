import { publicRow, type PublicRow } from '../browse/public-row';
import type { PageAnswer } from '../page-answer';
import { cutText } from '../../domain/human-text';
import { findTrackingCode } from '../../domain/tracking-code';
import { languageFor, type Visit } from '../http/visit';
import type { Site } from '../site';
import type { Speech } from '../speech';

export async function homePage(site: Site, visit: Visit): Promise<PageAnswer> {
  return home(site, visit, { typed: '', notFound: false });
}

/** The form of the front page: on to the complaint, or back to the form with what was typed. */
export async function findByCode(site: Site, visit: Visit): Promise<PageAnswer> {
  const typed = visit.query.code ?? '';
  const code = findTrackingCode(typed);
  if (code) return { kind: 'redirect', to: `/track/${code}` };
  return home(site, visit, { typed: cutText(typed, 100), notFound: typed !== '' });
}

/** The front page that says that there is no such complaint. */
export async function unknownCodePage(site: Site, visit: Visit, typed: string): Promise<PageAnswer> {
  return home(site, visit, { typed, notFound: true });
}

async function home(
  site: Site,
  visit: Visit,
  typed: { typed: string; notFound: boolean },
): Promise<PageAnswer> {
  const speech = site.speeches(languageFor(visit, site.city));
  const { city } = site;
  return {
    kind: 'page',
    status: typed.notFound ? 404 : 200,
    template: 'home',
    title: speech.say('web.home.title', { city: city.name }),
    view: { ...typed, rows: await latest(site, speech), emergencyNumber: city.emergencyNumber },
    styles: ['browse.css'],
    speech,
    keepsAddress: !typed.notFound,
  };
}

const LATEST = 4;

async function latest(site: Site, speech: Speech): Promise<PublicRow[]> {
  const { items } = await site.complaints.list({ visibleTo: 'public' }, { limit: LATEST });
  return items.map((complaint) => publicRow(complaint, { speech, site }));
}
