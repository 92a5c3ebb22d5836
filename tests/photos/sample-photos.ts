import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A word that must not get out of the file that was sent. */
export const CANARY = 'Canary-Jalan-Mawar-17';

/** Noise, so that an encoded file has a body worth damaging. */
export function drawn(width: number, height: number): sharp.Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#808080', noise } });
}

export function plain(width: number, height: number, background = '#33aa77'): sharp.Sharp {
  return sharp({ create: { width, height, channels: 3, background } });
}

export async function soundPhotos(): Promise<Record<string, Buffer>> {
  return {
    'baseline JPEG': await drawn(300, 200).jpeg().toBuffer(),
    'progressive JPEG': await drawn(300, 200).jpeg({ progressive: true }).toBuffer(),
    PNG: await drawn(300, 200).png().toBuffer(),
    'interlaced PNG': await drawn(300, 200).png({ progressive: true }).toBuffer(),
    WebP: await drawn(300, 200).webp().toBuffer(),
    'lossless WebP': await drawn(300, 200).webp({ lossless: true }).toBuffer(),
  };
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG of one bit per pixel whose header has the given size, true or not. */
export function greyPng(size: Size, pixels: Buffer): Buffer {
  return pngOf({ ...size, depth: 1, colour: 0, interlace: 0 }, pixels);
}

/** The same with eight bytes per pixel, the most that the format has. */
export function deepPng(size: Size & { interlaced?: boolean }, pixels: Buffer): Buffer {
  return pngOf({ ...size, depth: 16, colour: 6, interlace: size.interlaced ? 1 : 0 }, pixels);
}

interface Size {
  width: number;
  height: number;
}

function pngOf(
  { width, height, depth, colour, interlace }: Size & { depth: number; colour: number; interlace: number },
  pixels: Buffer,
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlace], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(pixels))];
  return Buffer.concat([signature, ...chunks, pngChunk('IEND', Buffer.alloc(0))]);
}

/** Puts a chunk right after a PNG's header. */
export function withPngChunk(png: Buffer, chunk: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

/** Puts a segment right after a JPEG's start. */
export function withJpegSegment(jpeg: Buffer, marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** The markers of a JPEG's segments up to its picture data. */
export function jpegMarkers(jpeg: Buffer): number[] {
  const markers: number[] = [];
  let offset = 2;
  while (jpeg[offset + 1] !== 0xda) {
    markers.push(jpeg.readUInt8(offset + 1));
    offset += 2 + jpeg.readUInt16BE(offset + 2);
  }
  return markers;
}

/** Overwrites the size that a baseline JPEG declares. */
export function withJpegSize(jpeg: Buffer, size: Size): Buffer {
  const lying = Buffer.from(jpeg);
  const frame = lying.indexOf(Buffer.from([0xff, 0xc0]));
  lying.writeUInt16BE(size.height, frame + 5);
  lying.writeUInt16BE(size.width, frame + 7);
  return lying;
}

/** Overwrites the size of the canvas that an animated WebP declares. */
export function withWebpCanvas(webp: Buffer, { width, height }: Size): Buffer {
  const lying = Buffer.from(webp);
  const canvas = lying.indexOf('VP8X') + 12;
  lying.writeUIntLE(width - 1, canvas, 3);
  lying.writeUIntLE(height - 1, canvas + 3, 3);
  return lying;
}
