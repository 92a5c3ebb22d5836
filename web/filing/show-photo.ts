import { notFound } from '../../api/http/problem';
import type { PageResponse } from '../page-response';
import type { DraftRequest } from './draft-request';

/** A thumbnail from the visitor's own draft. @throws Problem `not_found` for any other photo */
export async function showPhoto({ context, request, draft }: DraftRequest): Promise<PageResponse> {
  const own = draft?.photos.find(({ id }) => id === request.params.photo);
  const data = own ? await context.photoStore.read(own.id, 'thumbnail') : null;
  if (!data) throw notFound();
  return { kind: 'bytes', type: 'image/jpeg', data };
}
