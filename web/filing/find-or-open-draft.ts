import type { DraftRecord } from '../../database/stores/draft-record';
import type { ResponseCookie } from '../page-response';
import { draftCookie } from './draft-cookie';
import type { DraftRequest } from './draft-request';

interface FoundDraft {
  draft: DraftRecord;
  /** The new draft's cookie; empty for a draft that was there. */
  cookies: ResponseCookie[];
}

/**
 * The sender's draft; a new one if they have none, or have filed theirs.
 * @throws Problem `too_many_requests`
 */
export async function findOrOpenDraft({ context, request, draft }: DraftRequest): Promise<FoundDraft> {
  if (draft && draft.complaintId === null) return { draft, cookies: [] };
  await context.limits.count('drafts', { credential: { kind: 'none' }, address: request.address });
  const opened = await context.drafts.open();
  return { draft: opened.draft, cookies: [draftCookie(context, opened.token)] };
}
