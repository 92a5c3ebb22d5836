import type { DraftRecord } from '../../database/stores/draft-record';
import type { PageRequest } from '../http/page-request';
import { languageFor } from '../http/page-request';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { draftCookieName } from './draft-cookie';

/** A request for a page of the filing form, with the sender's draft. */
export interface DraftRequest {
  context: PagesContext;
  request: PageRequest;
  locale: Locale;
  /** Null if the sender has none, or it has expired. */
  draft: DraftRecord | null;
}

export async function draftRequest(context: PagesContext, request: PageRequest): Promise<DraftRequest> {
  const token = request.cookies.get(draftCookieName(context));
  return {
    context,
    request,
    locale: context.locales(languageFor(request, context.city)),
    draft: token === undefined ? null : await context.drafts.find(token),
  };
}
