import { notFound } from '../../api/http/problem';
import type { DraftRecord } from '../../database/stores/draft-record';
import { languageFor, type Visit } from '../http/visit';
import type { PageOptions } from '../http/serve-page';
import type { PageAnswer } from '../page-answer';
import type { Place } from '../place';
import type { Site } from '../site';
import { draftOf, uploadUrls } from './form-uploads';
import { removeDraftPhoto } from './named-photos';
import { uploadPhoto, type UploadPlace } from './upload-photo';

const OPTIONS: PageOptions = { isSecret: true };

/** Photos of forms of acts, from the moment they are chosen until the form is sent. */
export const uploadsPlaces: readonly Place[] = [
  { path: '/uploads', post: upload, options: OPTIONS },
  { path: '/uploads/:photo', get: show, options: OPTIONS },
  { path: '/uploads/:photo/remove', post: remove, options: OPTIONS },
];

async function upload(site: Site, visit: Visit): Promise<PageAnswer> {
  const speech = site.speeches(languageFor(visit, site.city));
  return uploadPhoto({ site, visit, speech }, () => open(site, visit));
}

/** The first photo of a form opens a place for all of its photos. */
async function open(site: Site, visit: Visit): Promise<UploadPlace> {
  const given = visit.form.get('uploads') ?? '';
  const known = await draftOf(site, given);
  if (known) return placeOf(known, given);
  await site.limits.count('drafts', { credential: { kind: 'none' }, address: visit.address });
  const { draft, token } = await site.drafts.open();
  return placeOf(draft, token);
}

function placeOf(draft: DraftRecord, token: string): UploadPlace {
  return { draft, uploads: token, urlsOf: (id) => uploadUrls(id, token) };
}

async function show(site: Site, visit: Visit): Promise<PageAnswer> {
  const { photo } = await ownPhoto(site, visit);
  const data = await site.photoStore.read(photo, 'thumbnail');
  if (!data) throw notFound();
  return { kind: 'bytes', type: 'image/jpeg', data };
}

async function remove(site: Site, visit: Visit): Promise<PageAnswer> {
  const { photo, draftId } = await ownPhoto(site, visit);
  await removeDraftPhoto(site, { draftId, photoId: photo });
  return { kind: 'json', status: 200, body: {} };
}

/** @throws Problem `not_found` for a photo that is not of the uploads that the address names */
async function ownPhoto(site: Site, { params, query }: Visit): Promise<{ photo: string; draftId: string }> {
  const draft = await draftOf(site, query.t ?? '');
  const photo = draft?.photos.find(({ id }) => id === params.photo);
  if (!draft || !photo) throw notFound();
  return { photo: photo.id, draftId: draft.id };
}
