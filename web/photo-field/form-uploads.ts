import { Problem } from '../../api/http/problem';
import type { DraftPhoto, DraftRecord } from '../../database/stores/draft-record';
import type { Form } from '../http/read-form';
import type { PagesDeps } from '../pages-deps';
import { namedPhotos } from './named-photos';
import type { PhotoUrls } from './uploaded-photo-views';

type Deps = Pick<PagesDeps, 'drafts' | 'photoStore'>;

/**
 * Photos that the script uploaded for a form before it was sent, and that the form names. Whoever knows the token
 * can add, see and remove them.
 */
export interface FormUploads {
  token: string;
  photos: readonly DraftPhoto[];
}

/** Addresses at which one of them can be seen and removed. */
export function uploadUrls(id: string, token: string): PhotoUrls {
  const query = `?t=${encodeURIComponent(token)}`;
  return { url: `/uploads/${id}${query}`, removeUrl: `/uploads/${id}/remove${query}` };
}

/** Null if none were uploaded, if they have expired, or if the form does not say which of them it shows. */
export async function findUploads({ drafts }: Pick<Deps, 'drafts'>, form: Form): Promise<FormUploads | null> {
  const token = form.get('uploads') ?? '';
  const draft = await draftOf({ drafts }, token);
  const named = namedPhotos(form);
  return draft && named && { token, photos: draft.photos.filter(({ id }) => named.has(id)) };
}

/** A draft that was filed cannot hold photos of another form. */
export async function draftOf({ drafts }: Pick<Deps, 'drafts'>, token: string): Promise<DraftRecord | null> {
  const draft = token === '' ? null : await drafts.find(token);
  return draft?.complaintId === null ? draft : null;
}

/**
 * The pictures that a form names. They stay stored until their day is over, so that a form may be sent twice.
 * @throws Problem `photo_refused` when they are gone: photos are never left out silently
 */
export async function picturesOf(deps: Deps, form: Form): Promise<Buffer[]> {
  if ((form.get('uploads') ?? '') === '') return [];
  const uploads = await findUploads(deps, form);
  if (!uploads || uploads.photos.length !== namedPhotos(form)?.ids.length) throw gone();
  const pictures = await Promise.all(uploads.photos.map(({ id }) => deps.photoStore.read(id, 'full')));
  if (pictures.includes(null)) throw gone();
  return pictures.filter((picture) => picture !== null);
}

function gone(): Problem {
  const detail = 'The photos were uploaded too long ago.';
  const errors = [{ pointer: '#/photos', rule: 'photos_gone', detail }];
  return new Problem({ code: 'photo_refused', detail, errors });
}
