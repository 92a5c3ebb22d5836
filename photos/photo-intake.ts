import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import type { Area, BlurredPhoto } from './blur-photo';
import { checkContent } from './check-photo';
import { KIND_BYTES } from './detect-photo-kind';
import { createDecoderPool } from './decoding/decoder-pool';
import { createDecodingQueue } from './decoding/decoding-queue';
import type { ReencodedPhoto } from './reencode-photo';
import { PHOTO_LIMITS, type PhotoLimits } from './photo-limits';
import { PhotoRefused } from './photo-refused';
import { firstBytesOf, sizeOf, type SentPicture } from './sent-picture';

export const PHOTO_CONTENT_TYPE = 'image/jpeg';

const PICTURES = { atOnce: 2, atOnceOfNetwork: 1, waiting: 40 };

export interface ProcessedPhoto extends ReencodedPhoto {
  /** UUIDv7. */
  id: string;
  contentType: typeof PHOTO_CONTENT_TYPE;
  /** Length of `full`. */
  bytes: number;
}

/** Turns strangers' files into photos. Stores nothing: that is the photo store's work. */
export interface PhotoIntake {
  /**
   * @param sender `network`: one network's pictures do not hold up another's
   * @throws PhotoRefused, PhotoIntakeBusy
   */
  processPhoto(picture: SentPicture, sender: Sender): Promise<ProcessedPhoto>;
  /**
   * Processes the photos of one request one by one, in order; all or none.
   * @throws PhotoRefused with the `position` of the first that is refused; PhotoIntakeBusy
   */
  processPhotos(files: readonly SentPicture[], sender: Sender): Promise<ProcessedPhoto[]>;
  /**
   * Makes areas of one of our own pictures unrecognisable.
   * @throws PhotoIntakeBusy
   */
  blurPhoto(input: { full: Buffer; areas: readonly Area[] }): Promise<BlurredPhoto>;
  /** Ends its processes. */
  close(): void;
}

export interface Sender {
  network: string;
}

export interface PhotoIntakeDeps {
  limits?: PhotoLimits;
  /** IANA zone of times in photos without an offset: the city's. */
  timeZone: string;
  logger: Pick<Logger, 'warn'>;
}

/** Pictures that staff blur queue together as if they came from one network. */
const OURS = 'ours';

/** Create one per process: the limits on simultaneous work apply per intake. */
export function createPhotoIntake({ limits = PHOTO_LIMITS, timeZone, logger }: PhotoIntakeDeps): PhotoIntake {
  const queue = createDecodingQueue({ pictures: PICTURES, waitMsAtMost: limits.waitMsAtMost });
  const decoders = createDecoderPool({ decodeMsAtMost: limits.decodeMsAtMost, logger });

  async function reencode(picture: SentPicture, { network }: Sender): Promise<ProcessedPhoto> {
    const work = () => decoders.reencode(picture, { limits, timeZone });
    const reencoded = await queue.run({ network, work });
    return { id: uuidv7(), ...reencoded, contentType: PHOTO_CONTENT_TYPE, bytes: reencoded.full.length };
  }

  async function look(picture: SentPicture): Promise<void> {
    checkContent({ size: sizeOf(picture), start: await firstBytesOf(picture, KIND_BYTES) }, limits);
  }

  return {
    async processPhoto(picture, sender) {
      await look(picture);
      return reencode(picture, sender);
    },
    async processPhotos(files, sender) {
      if (files.length > limits.photosAtMost) throw new PhotoRefused({ code: 'too_many_photos' });
      // Files that their first bytes already rule out must not take a place in the queue.
      await eachInOrder(files, look);
      return eachInOrder(files, (picture) => reencode(picture, sender));
    },
    blurPhoto: ({ full, areas }) => queue.run({ network: OURS, work: () => decoders.blur(full, areas) }),
    close: () => decoders.close(),
  };
}

async function eachInOrder<T>(
  files: readonly SentPicture[],
  step: (picture: SentPicture) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (const [position, picture] of files.entries()) {
    try {
      results.push(await step(picture));
    } catch (error) {
      throw error instanceof PhotoRefused ? error.at(position) : error;
    }
  }
  return results;
}
