import { PROBLEMS } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { DraftPhoto } from '../../database/stores/draft-record';
import { widestNetworkOf } from '../../api/limits/network-of';
import type { SentPicture } from '../../photos/sent-picture';
import type { ProcessedPhoto } from '../../photos/photo-intake';
import type { Visit } from '../http/visit';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { challengeIn } from '../steps/step-view';
import { photoRefusal } from './photo-refusal';
import { tooManyPhotos } from './too-many-photos';

type Capture = ProcessedPhoto['capture'];

export interface IncomingPhoto {
  /** What the sender's device calls it. */
  name: string;
  data: SentPicture;
  /** What was read in it before it was shrunk; counts where the file itself says nothing. */
  complete(own: Capture): Capture;
}

export interface RefusedPhoto {
  /** Why, in the words of the page. */
  refused: string;
  status: number;
  headers?: Record<string, string>;
  /** What its sender's device works out, to be let through then. */
  challenge?: object;
}

type Taken = { photo: DraftPhoto } | RefusedPhoto;

/** A request that brings photos. */
export interface PhotoSending {
  site: Site;
  visit: Visit;
  speech: Speech;
}

/** Looks a photo through, draws it anew and puts it to the draft; or says what is wrong with it. */
export async function takePhoto(
  { site, visit, speech }: PhotoSending,
  { draftId, incoming }: Taking,
): Promise<Taken> {
  const processed = await processCounted({ site, visit, speech }, { draftId, incoming });
  if ('refused' in processed) return processed;
  const { id, width, height, bytes } = processed;
  const photo = { id, width, height, bytes, capture: incoming.complete(processed.capture) };
  // Given up meanwhile: nobody hears of it, and its reader may have gone on without it.
  if (visit.hasHungUp()) return { refused: speech.say('filing.errors.photoUnread'), status: 422 };
  await site.photoStore.store(processed);
  if (await isAdded({ site }, { draftId, photo })) return { photo };
  return { refused: tooManyPhotos(1, { speech }), status: 422 };
}

interface Taking {
  draftId: string;
  incoming: IncomingPhoto;
}

async function processCounted(
  { site, visit, speech }: PhotoSending,
  { draftId, incoming: { name, data } }: Taking,
): Promise<ProcessedPhoto | RefusedPhoto> {
  try {
    await site.photoLadder({
      caller: { credential: { kind: 'none' }, address: visit.address },
      subject: JSON.stringify(['photos', draftId]),
      proof: visit.form.get('proof') ?? null,
      hasWaited: async () => (await site.turns.find(draftId))?.isDue ?? false,
    });
    return await site.photoIntake.processPhoto(data, { network: widestNetworkOf(visit.address) });
  } catch (error) {
    const problem = problemFromError(error);
    const refused = photoRefusal(problem, { name, speech });
    if (refused === null) throw error;
    const { headers } = problem.details;
    const challenge = challengeIn(problem) ?? undefined;
    return { refused, status: PROBLEMS[problem.code].status, headers, challenge };
  }
}

/** A picture that no row names does not stay. */
async function isAdded(
  { site }: Pick<PhotoSending, 'site'>,
  { draftId, photo }: { draftId: string; photo: DraftPhoto },
): Promise<boolean> {
  let isAddedToDraft = false;
  try {
    isAddedToDraft = await site.drafts.addPhoto({ draftId, photo, most: PHOTOS_AT_MOST });
    return isAddedToDraft;
  } finally {
    if (!isAddedToDraft) await site.photoStore.remove(photo.id);
  }
}
