import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { PhotoRefused, type PhotoRefusalCode } from '../../photos/photo-refused';
import { createPhotoProcessor } from '../../photos/process-photo';
import { drawn, greyPng, plain, pngChunk, soundPhotos, withJpegSize, withPngChunk } from './sample-photos';

const processPhoto = createPhotoProcessor({ limits: PHOTO_LIMITS, timeZone: 'Asia/Jakarta' });

async function refusal(file: Buffer, process = processPhoto): Promise<PhotoRefused> {
  const outcome: unknown = await process(file).catch((error: unknown) => error);
  if (outcome instanceof PhotoRefused) return outcome;
  throw new Error('the photo was not refused', { cause: outcome });
}

async function code(file: Buffer): Promise<PhotoRefusalCode> {
  return (await refusal(file)).code;
}

describe('a file of another kind', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const others: Record<string, Buffer> = {
    'an SVG that calls itself a JPEG': Buffer.from(SVG),
    'an SVG with an XML declaration': Buffer.from(`<?xml version="1.0"?>${SVG}`),
    'a PDF': Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF'),
    'a web page': Buffer.from('<!DOCTYPE html><html><body>x</body></html>'),
    'a HEIC': Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    'an ImageMagick script': Buffer.from(
      "push graphic-context\nfill 'url(https://example.com/x|ls)'\npop graphic-context",
    ),
    'a RIFF that is no WebP': Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'),
    'a web page in front of a JPEG': Buffer.from('<html>\xff\xd8\xff', 'latin1'),
  };

  it.each(Object.entries(others))('is refused: %s', async (_name, file) => {
    expect(await code(file)).toBe('photo_kind');
  });

  it('is refused when it is a picture: GIF, TIFF', async () => {
    expect(await code(await plain(9, 9).gif().toBuffer())).toBe('photo_kind');
    expect(await code(await plain(9, 9).tiff().toBuffer())).toBe('photo_kind');
  });
});

describe('a broken photo', () => {
  it('is refused when it is empty', async () => {
    expect(await code(Buffer.alloc(0))).toBe('photo_broken');
  });

  it('is refused wherever it was cut off', async () => {
    for (const [name, file] of Object.entries(await soundPhotos())) {
      for (const share of [0.02, 0.3, 0.6, 0.9, 0.99]) {
        const cut = file.subarray(0, Math.floor(file.length * share));
        expect({ name, share, code: await code(cut) }).toEqual({ name, share, code: 'photo_broken' });
      }
    }
  });

  it('is refused when only its first bytes are those of a photo', async () => {
    for (const file of Object.values(await soundPhotos())) {
      const hollow = Buffer.concat([file.subarray(0, 12), Buffer.from(Array(4000).fill('<b>').join(''))]);
      expect(await code(hollow)).toBe('photo_broken');
    }
  });

  it('never ends in anything but a photo or a refusal', async () => {
    const files = Object.values(await soundPhotos());
    const damage = fc.record({
      file: fc.constantFrom(...files),
      place: fc.double({ min: 0, max: 1, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ file, place, bytes }) => {
        const damaged = Buffer.from(file);
        damaged.set(bytes.subarray(0, damaged.length), Math.floor(place * (damaged.length - bytes.length)));
        const refused: unknown = await processPhoto(damaged).then(
          () => null,
          (error: unknown) => error,
        );
        if (refused !== null) expect(refused).toBeInstanceOf(PhotoRefused);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a photo that is too much', () => {
  it('is refused from 10 MB and one byte on', async () => {
    const sound = await drawn(300, 200).jpeg().toBuffer();
    const padded = (bytes: number): Buffer => Buffer.concat([sound, Buffer.alloc(bytes - sound.length)]);
    expect((await processPhoto(padded(10 * 1024 * 1024))).width).toBe(300);
    expect(await code(padded(10 * 1024 * 1024 + 1))).toBe('photo_too_big');
  });

  it('is refused by its header, before it is decoded', async () => {
    const jpeg = await drawn(300, 200).jpeg().toBuffer();
    const bombs = [
      greyPng({ width: 50_000, height: 50_000 }, Buffer.alloc(1000)),
      greyPng({ width: 900_000, height: 900_000 }, Buffer.alloc(1000)),
      greyPng({ width: 8001, height: 5000 }, Buffer.alloc(1000)),
      withJpegSize(jpeg, { width: 65_000, height: 65_000 }),
    ];
    for (const bomb of bombs) expect(await code(bomb)).toBe('photo_too_many_pixels');
  });

  it('does not inflate what hides in a text chunk', async () => {
    const sound = await drawn(300, 200).png().toBuffer();
    const bomb = Buffer.concat([
      Buffer.from('Comment\0\0', 'latin1'),
      deflateSync(Buffer.alloc(200_000_000), { level: 1 }),
    ]);
    const before = process.memoryUsage().rss;
    await processPhoto(withPngChunk(sound, pngChunk('zTXt', bomb)));
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('is refused when it takes too long', async () => {
    // Nine hundred million pixels of one bit: seconds of work on any machine, and little memory.
    const endless = greyPng({ width: 30_000, height: 30_000 }, Buffer.alloc(30_000 * 3751));
    const limits = { ...PHOTO_LIMITS, pixelsAtMost: 1_000_000_000, decodeSecondsAtMost: 1 };
    const refused = await refusal(endless, createPhotoProcessor({ limits, timeZone: 'Asia/Jakarta' }));
    expect(refused.code).toBe('photo_broken');
    expect(String(refused.cause)).toContain('timeout');
  }, 20_000);
});

describe('a refusal', () => {
  it('keeps the reason for the log and has no text for people', async () => {
    const refused = await refusal((await drawn(300, 200).png().toBuffer()).subarray(0, 2000));
    expect(refused.message).toBe('photo_broken');
    expect(refused.cause).toBeInstanceOf(Error);
  });
});

describe('the imaging library', () => {
  it('opens no other format and no file by name', async () => {
    const others = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      await plain(9, 9).gif().toBuffer(),
    ];
    for (const file of others) await expect(sharp(file).metadata()).rejects.toThrow();
    await expect(sharp(__filename).metadata()).rejects.toThrow();
    const tiff = await plain(9, 9).tiff().toBuffer();
    await expect(sharp(tiff).metadata()).rejects.toThrow();
  });
});
