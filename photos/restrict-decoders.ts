import sharp from 'sharp';

const DECODERS = ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'];

/**
 * Leaves this process three decoders, reading from memory only: everything else that the imaging library can open
 * (SVG, PDF, HEIC, TIFF, files by name) is attack surface that no photo needs. Applies to the whole process; may
 * be repeated.
 */
export function restrictDecoders(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: DECODERS });
  // Each photo is decoded once, so a cache would only keep strangers' pictures in memory.
  sharp.cache(false);
  // The decoding queue decides how many photos run at once; more threads for one photo would take cores from the
  // API.
  sharp.concurrency(1);
}
