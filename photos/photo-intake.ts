import { blurPhoto, type Area, type BlurredPhoto } from './blur-photo';
import { checkContent } from './check-photo';
import { PHOTO_LIMITS, type PhotoLimits } from './photo-limits';
import { PhotoRefused } from './photo-refused';
import { createPhotoProcessor, type ProcessedPhoto, type ProcessPhoto } from './process-photo';
import { createProcessingGate } from './processing-gate';

// Decoding runs on libuv's pool of four threads, which files and DNS share.
const JOBS_AT_ONCE = 2;

// Twenty files of 10 MB: what may wait in memory.
const PHOTOS_WAITING_AT_MOST = 20;

/** Where strangers' files become photos. Keeps nothing: storing them is the photo store's work. */
export interface PhotoIntake {
  /** @throws PhotoRefused, PhotoIntakeBusy */
  processPhoto: ProcessPhoto;
  /**
   * The photos of one request, one after the other, in their order; all or none.
   * @throws PhotoRefused with the `position` of the first that is refused; PhotoIntakeBusy
   */
  processPhotos(files: readonly Buffer[]): Promise<ProcessedPhoto[]>;
  /**
   * Makes areas of one of our own pictures unrecognisable.
   * @throws PhotoIntakeBusy
   */
  blurPhoto(input: { full: Buffer; areas: readonly Area[] }): Promise<BlurredPhoto>;
}

export interface PhotoIntakeDeps {
  limits?: PhotoLimits;
  /** IANA zone of times in photos that name none: the city's. */
  timeZone: string;
}

/** One per process: the limit on simultaneous work holds within one intake. */
export function createPhotoIntake(deps: PhotoIntakeDeps): PhotoIntake {
  const limits = deps.limits ?? PHOTO_LIMITS;
  const draw = createPhotoProcessor({ limits, timeZone: deps.timeZone });
  const gate = createProcessingGate({
    jobsAtOnce: JOBS_AT_ONCE,
    photosWaitingAtMost: PHOTOS_WAITING_AT_MOST,
  });

  return {
    async processPhoto(bytes) {
      checkContent(bytes, limits);
      return gate.run({ photos: 1, work: () => draw(bytes) });
    },
    async processPhotos(files) {
      if (files.length > limits.photosAtMost) throw new PhotoRefused({ code: 'too_many_photos' });
      // What the bytes alone give away must not take a place in the queue.
      await eachInOrder(files, (bytes) => checkContent(bytes, limits));
      if (files.length === 0) return [];
      return gate.run({ photos: files.length, work: () => eachInOrder(files, draw) });
    },
    blurPhoto: (input) => gate.run({ photos: 1, work: () => blurPhoto(input) }),
  };
}

async function eachInOrder<T>(
  files: readonly Buffer[],
  step: (bytes: Buffer) => T | Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (const [position, bytes] of files.entries()) {
    try {
      results.push(await step(bytes));
    } catch (error) {
      throw error instanceof PhotoRefused ? error.at(position) : error;
    }
  }
  return results;
}
