import type { DraftRecord } from '../../database/stores/draft-record';
import type { Visit } from '../http/visit';
import { languageFor } from '../http/visit';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { draftCookieName } from './draft-cookie';

/** A request for a page of the form, with what its sender told before. */
export interface FilingVisit {
  site: Site;
  visit: Visit;
  speech: Speech;
  /** Null for who has none, or had one too long ago. */
  draft: DraftRecord | null;
}

export async function filingVisit(site: Site, visit: Visit): Promise<FilingVisit> {
  const token = visit.cookies.get(draftCookieName(site));
  return {
    site,
    visit,
    speech: site.speeches(languageFor(visit, site.city)),
    draft: token === undefined ? null : await site.drafts.find(token),
  };
}
