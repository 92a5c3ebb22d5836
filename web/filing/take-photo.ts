import { problemFromError } from '../../api/http/problem-from-error';
import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { DraftPhoto } from '../../database/stores/draft-record';
import type { ProcessedPhoto } from '../../photos/process-photo';
import { photoFault } from '../forms/photo-fault';
import type { FilingVisit } from './filing-visit';
import { againAt } from './try-again';

type Capture = ProcessedPhoto['capture'];

export interface IncomingPhoto {
  /** What the sender's device calls it. */
  name: string;
  data: Buffer;
  /** What was read in it before it was shrunk; counts where the file itself says nothing. */
  complete(own: Capture): Capture;
}

type Taken = { photo: DraftPhoto } | { refused: string; status: number };

type Context = Pick<FilingVisit, 'site' | 'speech'>;

/** Looks a photo through, draws it anew and puts it to the draft; or says what is wrong with it. */
export async function takePhoto(
  { site, speech }: Context,
  { draftId, incoming }: { draftId: string; incoming: IncomingPhoto },
): Promise<Taken> {
  const processed = await process({ site, speech }, incoming);
  if ('refused' in processed) return processed;
  const { id, width, height, bytes } = processed;
  const photo = { id, width, height, bytes, capture: incoming.complete(processed.capture) };
  await site.photoStore.store(processed);
  if (await isAdded({ site }, { draftId, photo })) return { photo };
  const words = { max: speech.time.number(PHOTOS_AT_MOST), count: speech.time.number(1) };
  return { refused: speech.say('filing.errors.photosTooMany', words), status: 422 };
}

async function process(
  { site, speech }: Context,
  { name, data }: IncomingPhoto,
): Promise<ProcessedPhoto | { refused: string; status: number }> {
  try {
    return await site.photoIntake.processPhoto(data);
  } catch (error) {
    const problem = problemFromError(error);
    const rule = problem.details.errors?.[0]?.rule;
    if (problem.code === 'photo_refused' && rule)
      return { refused: photoFault({ rule, fileName: name }, speech), status: 422 };
    if (problem.code !== 'unavailable') throw error;
    const time = speech.time.clock(againAt(problem, Date.now()));
    return { refused: speech.say('filing.errors.photosBusy', { time }), status: 503 };
  }
}

/** A picture that no row names does not stay. */
async function isAdded(
  { site }: Pick<Context, 'site'>,
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
