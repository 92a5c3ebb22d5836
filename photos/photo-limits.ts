/** What a photo may cost before it is refused. */
export interface PhotoLimits {
  /** Most photos with one complaint or one act. */
  photosAtMost: number;
  /** Largest file as sent, in bytes. */
  bytesAtMost: number;
  /** Largest picture as its header declares it, width × height. */
  pixelsAtMost: number;
  /** Longest side, in pixels: the decoder holds whole rows, however few there are. */
  sidePixelsAtMost: number;
  /** Longest decoding of one photo, in whole seconds. */
  decodeSecondsAtMost: number;
}

/**
 * Forty million pixels, at most 20,000 along a side, cover what phones send (12 to 36 megapixels) and bound the memory:
 * the worst picture within them, an interlaced 16-bit PNG with transparency of 20,000 × 2,000, was measured at 440 MB
 * while it is decoded; a usual one needs 30 MB. Two of the worst at a time took 870 MB, to which the process at rest and
 * the files that wait come on top. The image sets MALLOC_MMAP_THRESHOLD_, without
 * which glibc kept hold of 1.5 GB after 200 as wide.
 */
export const PHOTO_LIMITS: Readonly<PhotoLimits> = {
  photosAtMost: 5,
  bytesAtMost: 10 * 1024 * 1024,
  pixelsAtMost: 40_000_000,
  sidePixelsAtMost: 20_000,
  decodeSecondsAtMost: 10,
};
