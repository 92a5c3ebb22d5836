import { PROBLEMS } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import { fullerCapture } from '../../api/complaints/fuller-capture';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { ResponseCookie, PageResponse } from '../page-response';
import { givenCapture } from './given-capture';
import { removeUnnamed } from './named-photos';
import { photoRefusal } from './photo-refusal';
import type { PhotoUrls } from './uploaded-photo-views';
import { takePhoto, type PhotoSending, type RefusedPhoto } from './take-photo';

/** Where photos are kept until their form is sent. */
export interface UploadPlace {
  draft: Pick<DraftRecord, 'id' | 'photos'>;
  cookies?: ResponseCookie[];
  /** The token that names the place when the form is sent, where no cookie does. */
  uploads?: string;
  urlsOf(id: string): PhotoUrls;
}

/** Takes one photo that the script sends once it is chosen. @param open provides a place for a photo worth one */
export async function uploadPhoto(
  sending: PhotoSending,
  open: () => Promise<UploadPlace>,
): Promise<PageResponse> {
  try {
    return await upload(sending, open);
  } catch (error) {
    const problem = problemFromError(error);
    const sentence = photoRefusal(problem, { name: '', locale: sending.locale });
    if (sentence === null) throw error;
    return refused({
      refused: sentence,
      status: PROBLEMS[problem.code].status,
      headers: problem.details.headers,
    });
  }
}

async function upload(sending: PhotoSending, open: () => Promise<UploadPlace>): Promise<PageResponse> {
  const { context, request, locale } = sending;
  if (request.refusedFiles) throw request.refusedFiles;
  const [file, ...others] = request.files;
  if (!file) return refused({ refused: locale.t('filing.errors.photoUnread'), status: 422 });
  if (others.length > 0) return refused({ refused: locale.t('filing.errors.onePhoto'), status: 422 });
  const given = givenCapture(context, request.form.get('capture'));
  const { draft, cookies = [], uploads, urlsOf } = await open();
  // Photos that the page does not show must not take the last places from those that its user chooses.
  if (draft.photos.length >= PHOTOS_AT_MOST) await removeUnnamed(context, { draft, form: request.form });
  const taken = await takePhoto(sending, {
    draftId: draft.id,
    incoming: { ...file, complete: (own) => fullerCapture(own, given) },
  });
  if ('refused' in taken) return { ...refused(taken, uploads), cookies };
  const { id, width, height } = taken.photo;
  return { kind: 'json', status: 201, body: { id, width, height, ...urlsOf(id), uploads }, cookies };
}

/** @param uploads token with which the photo can be sent once more */
function refused(
  { refused: error, status, headers, challenge }: RefusedPhoto,
  uploads?: string,
): PageResponse & { kind: 'json' } {
  return { kind: 'json', status, body: { error, challenge, uploads }, headers };
}
