import { PROBLEMS } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { DraftPhoto } from '../../database/stores/draft-record';
import { widestNetworkOf } from '../../api/limits/network-of';
import type { SentPicture } from '../../photos/sent-picture';
import type { ProcessedPhoto } from '../../photos/photo-intake';
import type { PageRequest } from '../http/page-request';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { challengeIn } from '../steps/step-view';
import { photoRefusal } from './photo-refusal';
import { tooManyPhotos } from './too-many-photos';

type Capture = ProcessedPhoto['capture'];

export interface IncomingPhoto {
  /** The file's name on the sender's device. */
  name: string;
  data: SentPicture;
  /** Adds what was read before the photo was shrunk, where the file itself says nothing. */
  complete(own: Capture): Capture;
}

export interface RefusedPhoto {
  /** The reason, in the words of the page. */
  refused: string;
  status: number;
  headers?: Record<string, string>;
  /** Work for the sender's device; with the solution, the photo is accepted. */
  challenge?: object;
}

type Taken = { photo: DraftPhoto } | RefusedPhoto;

/** A request that contains photos. */
export interface PhotoSending {
  context: PagesContext;
  request: PageRequest;
  locale: Locale;
}

/** Checks a photo, redraws it and adds it to the draft; or says what is wrong with it. */
export async function takePhoto(
  { context, request, locale }: PhotoSending,
  { draftId, incoming }: Taking,
): Promise<Taken> {
  const processed = await processCounted({ context, request, locale }, { draftId, incoming });
  if ('refused' in processed) return processed;
  const { id, width, height, bytes } = processed;
  const photo = { id, width, height, bytes, capture: incoming.complete(processed.capture) };
  // Cancelled meanwhile: nobody gets this response, and the sender may have gone on without the photo.
  if (request.hasHungUp()) return { refused: locale.t('filing.errors.photoUnread'), status: 422 };
  await context.photoStore.store(processed);
  if (await isAdded({ context }, { draftId, photo })) return { photo };
  return { refused: tooManyPhotos(1, { locale }), status: 422 };
}

interface Taking {
  draftId: string;
  incoming: IncomingPhoto;
}

async function processCounted(
  { context, request, locale }: PhotoSending,
  { draftId, incoming: { name, data } }: Taking,
): Promise<ProcessedPhoto | RefusedPhoto> {
  try {
    await context.photoLadder({
      caller: { credential: { kind: 'none' }, address: request.address },
      subject: JSON.stringify(['photos', draftId]),
      proof: request.form.get('proof') ?? null,
      hasWaited: async () => (await context.turns.find(draftId))?.isDue ?? false,
    });
    return await context.photoIntake.processPhoto(data, { network: widestNetworkOf(request.address) });
  } catch (error) {
    const problem = problemFromError(error);
    const refused = photoRefusal(problem, { name, locale });
    if (refused === null) throw error;
    const { headers } = problem.details;
    const challenge = challengeIn(problem) ?? undefined;
    return { refused, status: PROBLEMS[problem.code].status, headers, challenge };
  }
}

/** Adds the photo to the draft. A picture that no row names does not stay stored. */
async function isAdded(
  { context }: Pick<PhotoSending, 'context'>,
  { draftId, photo }: { draftId: string; photo: DraftPhoto },
): Promise<boolean> {
  let isAddedToDraft = false;
  try {
    isAddedToDraft = await context.drafts.addPhoto({ draftId, photo, most: PHOTOS_AT_MOST });
    return isAddedToDraft;
  } finally {
    if (!isAddedToDraft) await context.photoStore.remove(photo.id);
  }
}
