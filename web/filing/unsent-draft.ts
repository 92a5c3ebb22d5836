import type { PageRequest } from '../http/page-request';
import type { PagesContext } from '../pages-context';
import { draftRequest } from './draft-request';

/** The page with which the visitor goes on with a complaint that they began and have not sent; null without one. */
export async function unsentDraft(context: PagesContext, request: PageRequest): Promise<string | null> {
  const { draft } = await draftRequest(context, request);
  return draft !== null && draft.complaintId === null ? '/file/check' : null;
}
