import { notFound } from '../../api/http/problem';
import type { DraftRecord } from '../../database/stores/draft-record';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageOptions } from '../http/serve-page';
import type { PageResponse } from '../page-response';
import type { PageRoute } from '../page-route';
import type { PagesContext } from '../pages-context';
import { draftOf, uploadUrls } from './form-uploads';
import { removeDraftPhoto } from './named-photos';
import { uploadPhoto, type UploadPlace } from './upload-photo';

const OPTIONS: PageOptions = { isSecret: true };

/** Routes for photos of acts' forms, from choosing them until the form is sent. */
export const uploadsRoutes: readonly PageRoute[] = [
  { path: '/uploads', post: upload, options: OPTIONS },
  { path: '/uploads/:photo', get: show, options: OPTIONS },
  { path: '/uploads/:photo/remove', post: remove, options: OPTIONS },
];

async function upload(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const locale = context.locales(languageFor(request, context.city));
  return uploadPhoto({ context, request, locale }, () => open(context, request));
}

/** The first photo of a form opens a draft for all of its photos. */
async function open(context: PagesContext, request: PageRequest): Promise<UploadPlace> {
  const given = request.form.get('uploads') ?? '';
  const known = await draftOf(context, given);
  if (known) return placeOf(known, given);
  await context.limits.count('drafts', { credential: { kind: 'none' }, address: request.address });
  const { draft, token } = await context.drafts.open();
  return placeOf(draft, token);
}

function placeOf(draft: DraftRecord, token: string): UploadPlace {
  return { draft, uploads: token, urlsOf: (id) => uploadUrls(id, token) };
}

async function show(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { photo } = await ownPhoto(context, request);
  const data = await context.photoStore.read(photo, 'thumbnail');
  if (!data) throw notFound();
  return { kind: 'bytes', type: 'image/jpeg', data };
}

async function remove(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { photo, draftId } = await ownPhoto(context, request);
  await removeDraftPhoto(context, { draftId, photoId: photo });
  return { kind: 'json', status: 200, body: {} };
}

/** @throws Problem `not_found` for a photo that is not among the uploads that the address names */
async function ownPhoto(
  context: PagesContext,
  { params, query }: PageRequest,
): Promise<{ photo: string; draftId: string }> {
  const draft = await draftOf(context, query.t ?? '');
  const photo = draft?.photos.find(({ id }) => id === params.photo);
  if (!draft || !photo) throw notFound();
  return { photo: photo.id, draftId: draft.id };
}
