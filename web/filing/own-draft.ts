import type { DraftRecord } from '../../database/stores/draft-record';
import type { ResponseCookie } from '../page-response';
import { draftCookie } from './draft-cookie';
import type { DraftRequest } from './draft-request';

interface OwnDraft {
  draft: DraftRecord;
  /** Set when the draft is new. */
  cookies: ResponseCookie[];
}

/**
 * The sender's draft, or a new one if they have none or have filed it.
 * @throws Problem `too_many_requests`
 */
export async function ownDraft({ context, request, draft }: DraftRequest): Promise<OwnDraft> {
  if (draft && draft.complaintId === null) return { draft, cookies: [] };
  await context.limits.count('drafts', { credential: { kind: 'none' }, address: request.address });
  const opened = await context.drafts.open();
  return { draft: opened.draft, cookies: [draftCookie(context, opened.token)] };
}
