import type { DraftRecord } from '../../database/stores/draft-record';
import type { AnswerCookie } from '../page-answer';
import { draftCookie } from './draft-cookie';
import type { FilingVisit } from './filing-visit';

interface OwnDraft {
  draft: DraftRecord;
  /** For the browser to keep, when the draft is new. */
  cookies: AnswerCookie[];
}

/**
 * The sender's draft, or a new one for who has none or has filed theirs.
 * @throws Problem `too_many_requests`
 */
export async function ownDraft({ site, visit, draft }: FilingVisit): Promise<OwnDraft> {
  if (draft && draft.complaintId === null) return { draft, cookies: [] };
  await site.limits.count('drafts', { credential: { kind: 'none' }, address: visit.address });
  const opened = await site.drafts.open();
  return { draft: opened.draft, cookies: [draftCookie(site, opened.token)] };
}
