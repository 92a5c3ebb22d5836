import type { Area } from '../coarsen';
import type { ReencodingSettings, ReencodedPhoto } from '../reencode-photo';
import type { PhotoRefusalCode } from '../photo-refused';

/** A decoder's task; the picture itself is in a file. */
export type DecodeJob =
  | { kind: 'reencode'; file: string; settings: ReencodingSettings }
  | { kind: 'blur'; file: string; areas: readonly Area[] };

/** Results besides the two pictures, which are in the files that `outputsOf` names. */
export interface DecodeResults {
  reencode: Omit<ReencodedPhoto, 'full' | 'thumbnail'>;
  blur: object;
}

export type DecodeAnswer<Result> =
  | { kind: 'done'; result: Result }
  | { kind: 'refused'; code: PhotoRefusalCode }
  /** The disk takes no data now; `code` is the file system's. */
  | { kind: 'no_disk'; code: string }
  /** An error that the picture did not cause. */
  | { kind: 'failed'; message: string };

export function outputsOf(file: string): { full: string; thumbnail: string } {
  return { full: `${file}.full`, thumbnail: `${file}.thumbnail` };
}
