import { notFound } from '../../api/http/problem';
import type { PageAnswer } from '../page-answer';
import type { FilingVisit } from './filing-visit';

/** A photo of the visitor's own draft, small. @throws Problem `not_found` for any other */
export async function showPhoto({ site, visit, draft }: FilingVisit): Promise<PageAnswer> {
  const own = draft?.photos.find(({ id }) => id === visit.params.photo);
  const data = own ? await site.photoStore.read(own.id, 'thumbnail') : null;
  if (!data) throw notFound();
  return { kind: 'bytes', type: 'image/jpeg', data };
}
