import { reencodePhoto, type ReencodedPhoto } from '../../photos/reencode-photo';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { restrictDecoders } from '../../photos/restrict-decoders';

restrictDecoders();

/** Re-encodes a photo as a decoder does, but in the test's own process. */
export function reencodeHere(file: Buffer, limits = PHOTO_LIMITS): Promise<ReencodedPhoto> {
  return reencodePhoto(file, { limits, timeZone: 'Asia/Jakarta' });
}
