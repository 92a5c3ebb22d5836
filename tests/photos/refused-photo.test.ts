import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { PhotoRefused, type PhotoRefusalCode } from '../../photos/photo-refused';
import { reencodeHere } from './reencode-here';
import {
  deepPng,
  drawn,
  greyPng,
  plain,
  pngChunk,
  soundPhotos,
  withJpegSize,
  withPngChunk,
  withWebpCanvas,
} from './sample-photos';

async function refusal(file: Buffer): Promise<PhotoRefused> {
  const outcome: unknown = await reencodeHere(file).catch((error: unknown) => error);
  if (outcome instanceof PhotoRefused) return outcome;
  throw new Error('the photo was not refused', { cause: outcome });
}

async function code(file: Buffer): Promise<PhotoRefusalCode> {
  return (await refusal(file)).code;
}

/** The peak memory of this process so far, including what was freed at once. */
function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
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

  it('is refused even if it is a picture: GIF, TIFF', async () => {
    expect(await code(await plain(9, 9).gif().toBuffer())).toBe('photo_kind');
    expect(await code(await plain(9, 9).tiff().toBuffer())).toBe('photo_kind');
  });
});

describe('a broken photo', () => {
  it('is refused when it is empty', async () => {
    expect(await code(Buffer.alloc(0))).toBe('photo_broken');
  });

  it('is refused wherever it is cut off', async () => {
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

  it('is always either re-encoded or refused', async () => {
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
        const refused: unknown = await reencodeHere(damaged).then(
          () => null,
          (error: unknown) => error,
        );
        if (refused !== null) expect(refused).toBeInstanceOf(PhotoRefused);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a photo that is too large', () => {
  it('is refused above 10 MB', async () => {
    const sound = await drawn(300, 200).jpeg().toBuffer();
    const padded = (bytes: number): Buffer => Buffer.concat([sound, Buffer.alloc(bytes - sound.length)]);
    expect((await reencodeHere(padded(10 * 1024 * 1024))).width).toBe(300);
    expect(await code(padded(10 * 1024 * 1024 + 1))).toBe('photo_too_big');
  });

  it('is refused by its header, before it is decoded', async () => {
    const jpeg = await drawn(300, 200).jpeg().toBuffer();
    const bombs = [
      greyPng({ width: 50_000, height: 50_000 }, Buffer.alloc(1000)),
      greyPng({ width: 900_000, height: 900_000 }, Buffer.alloc(1000)),
      greyPng({ width: 8001, height: 6500 }, Buffer.alloc(1000)),
      withJpegSize(jpeg, { width: 65_000, height: 65_000 }),
    ];
    for (const bomb of bombs) expect(await code(bomb)).toBe('photo_too_many_pixels');
  });

  it('is refused by its header when one side is too long, at no cost in memory', async () => {
    const zeros = Buffer.alloc(1000);
    const line = deepPng({ width: 40_000_000, height: 1 }, zeros);
    expect(line).toHaveLength(74);
    const bombs = [
      line,
      deepPng({ width: 1, height: 40_000_000 }, zeros),
      deepPng({ width: 20_000_000, height: 2, interlaced: true }, zeros),
    ];
    const before = peakBytes();
    for (const bomb of bombs) expect(await code(bomb)).toBe('photo_too_many_pixels');
    expect(peakBytes() - before).toBeLessThan(100_000_000);
  });

  it('is refused for a side of more than 20,000 pixels, and accepted with exactly as many', async () => {
    const jpeg = await drawn(300, 200).jpeg().toBuffer();
    const long = [
      greyPng({ width: 20_001, height: 1 }, Buffer.alloc(2502)),
      greyPng({ width: 1, height: 20_001 }, Buffer.alloc(40_002)),
      // The JPEG decoder itself stops at 65,500.
      withJpegSize(jpeg, { width: 65_500, height: 600 }),
      withJpegSize(jpeg, { width: 600, height: 65_500 }),
    ];
    for (const file of long) expect(await code(file)).toBe('photo_too_many_pixels');
    const wide = await reencodeHere(greyPng({ width: 20_000, height: 2000 }, Buffer.alloc(2000 * 2501)));
    expect(wide).toMatchObject({ width: 2048, height: 205 });
    const tall = await reencodeHere(greyPng({ width: 2000, height: 20_000 }, Buffer.alloc(20_000 * 251)));
    expect(tall).toMatchObject({ width: 205, height: 2048 });
  });

  it('is refused as a WebP whose canvas is wider than the decoder accepts', async () => {
    const frames = [await plain(9, 9).png().toBuffer(), await plain(9, 9, '#000').png().toBuffer()];
    const join = { animated: true };
    const webp = await sharp(frames, { join }).webp().toBuffer();
    expect((await reencodeHere(webp)).width).toBe(9);
    expect(await code(withWebpCanvas(webp, { width: 20_001, height: 1 }))).toBe('photo_broken');
  });

  it('does not have a compressed text chunk inflated', async () => {
    const sound = await drawn(300, 200).png().toBuffer();
    const bomb = Buffer.concat([
      Buffer.from('Comment\0\0', 'latin1'),
      deflateSync(Buffer.alloc(200_000_000), { level: 1 }),
    ]);
    const before = process.memoryUsage().rss;
    await reencodeHere(withPngChunk(sound, pngChunk('zTXt', bomb)));
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });
});

describe('a refusal', () => {
  it('keeps its cause for the log and has no text for people', async () => {
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
