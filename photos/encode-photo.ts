import type sharp from 'sharp';

const JPEG_QUALITY = 82;

export function shrink(picture: sharp.Sharp, sidePixels: number): sharp.Sharp {
  return picture.resize({ width: sidePixels, height: sidePixels, fit: 'inside', withoutEnlargement: true });
}

/** Drops metadata by not asking to keep it; colours are converted to sRGB, and no profile is embedded. */
export function encode(picture: sharp.Sharp): sharp.Sharp {
  return picture.toColourspace('srgb').jpeg({ quality: JPEG_QUALITY });
}
