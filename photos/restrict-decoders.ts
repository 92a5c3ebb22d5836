import sharp from 'sharp';

const DECODERS = ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'];

/**
 * Leaves this process three decoders, from memory only: everything else that the imaging library can open (SVG, PDF,
 * HEIC, TIFF, files by name) is attack surface that no photo needs. Holds for the whole process and may be repeated.
 */
export function restrictDecoders(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: DECODERS });
  // Each photo is seen once, so a cache only keeps strangers' pictures in memory.
  sharp.cache(false);
  // How many photos run at once is the gate's decision; threads within one would take the API's cores.
  sharp.concurrency(1);
}
