import sharp from 'sharp';
import { reencodeHere } from './reencode-here';
import { drawn, plain, soundPhotos } from './sample-photos';
import { ultraHdrPhoto } from './ultra-hdr-photo';

async function pixelAt(jpeg: Buffer, left: number, top: number): Promise<number[]> {
  return [...(await sharp(jpeg).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

function expectColour(actual: number[], expected: number[]): void {
  expect(actual).toHaveLength(3);
  actual.forEach((value, channel) => expect(Math.abs(value - (expected[channel] ?? NaN))).toBeLessThan(12));
}

describe('a re-encoded photo', () => {
  it('is a JPEG, whichever of the three kinds was sent', async () => {
    for (const [name, file] of Object.entries(await soundPhotos())) {
      const photo = await reencodeHere(file);
      for (const bytes of [photo.full, photo.thumbnail]) {
        const { format, space, channels } = await sharp(bytes).metadata();
        expect({ name, format, space, channels }).toEqual({
          name,
          format: 'jpeg',
          space: 'srgb',
          channels: 3,
        });
      }
      expect(photo).toMatchObject({ width: 300, height: 200 });
    }
  });

  it('fits into 2048 pixels, and its thumbnail into 320', async () => {
    const photo = await reencodeHere(await plain(1500, 3000).jpeg().toBuffer());
    expect([photo.width, photo.height]).toEqual([1024, 2048]);
    expect(await sharp(photo.full).metadata()).toMatchObject({ width: 1024, height: 2048 });
    expect(await sharp(photo.thumbnail).metadata()).toMatchObject({ width: 160, height: 320 });
  });

  it('is never enlarged', async () => {
    const photo = await reencodeHere(await plain(100, 50).png().toBuffer());
    expect(await sharp(photo.full).metadata()).toMatchObject({ width: 100, height: 50 });
    expect(await sharp(photo.thumbnail).metadata()).toMatchObject({ width: 100, height: 50 });
  });

  it('is at least one pixel wide', async () => {
    const photo = await reencodeHere(await plain(1, 20_000).png().toBuffer());
    expect([photo.width, photo.height]).toEqual([1, 2048]);
  });

  it('is rotated the way the camera was held', async () => {
    const left = { input: await plain(200, 200, '#ff0000').png().toBuffer(), left: 0, top: 0 };
    const camera = plain(400, 200, '#0000ff').composite([left]).withMetadata({ orientation: 6 });
    const photo = await reencodeHere(await camera.jpeg().toBuffer());
    expect([photo.width, photo.height]).toEqual([200, 400]);
    expectColour(await pixelAt(photo.full, 100, 20), [254, 0, 0]);
    expectColour(await pixelAt(photo.full, 100, 380), [0, 0, 254]);
    expect((await sharp(photo.full).metadata()).orientation).toBeUndefined();
  });

  it('may be sent as a 16-bit PNG', async () => {
    const file = await plain(60, 40).toColourspace('rgb16').png().toBuffer();
    expect((await sharp(file).metadata()).depth).toBe('ushort');
    expectColour(await pixelAt((await reencodeHere(file)).full, 30, 20), [0x33, 0xaa, 0x77]);
  });

  it('is in RGB when it was sent as a CMYK JPEG', async () => {
    const file = await plain(60, 40, '#ffffff').toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(file).metadata()).space).toBe('cmyk');
    expectColour(await pixelAt((await reencodeHere(file)).full, 30, 20), [255, 255, 255]);
  });

  it('is white where it was transparent', async () => {
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    const file = await sharp({ create: { width: 60, height: 40, channels: 4, background } })
      .png()
      .toBuffer();
    expectColour(await pixelAt((await reencodeHere(file)).full, 30, 20), [255, 255, 255]);
  });

  it('is the first frame of an animation', async () => {
    const frames = [
      await plain(60, 40, '#ff0000').png().toBuffer(),
      await plain(60, 40, '#0000ff').png().toBuffer(),
    ];
    const file = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0 })
      .toBuffer();
    expect((await sharp(file).metadata()).pages).toBe(2);
    const photo = await reencodeHere(file);
    expect([photo.width, photo.height]).toEqual([60, 40]);
    expectColour(await pixelAt(photo.full, 30, 20), [254, 0, 0]);
  });

  it("has no second picture when it was sent as a phone's Ultra HDR photo", async () => {
    const photo = await reencodeHere(await ultraHdrPhoto());
    expect([photo.width, photo.height]).toEqual([640, 480]);
    expect(photo.full.includes('hdrgm')).toBe(false);
    expect(photo.full.indexOf(Buffer.from([0xff, 0xd8, 0xff]), 1)).toBe(-1);
  });

  it('may be sent with stray bytes between segments, as some phones leave them', async () => {
    const sound = await drawn(300, 200).jpeg().toBuffer();
    const endOfFirstSegment = 4 + sound.readUInt16BE(4);
    const odd = Buffer.concat([
      sound.subarray(0, endOfFirstSegment),
      Buffer.alloc(3),
      sound.subarray(endOfFirstSegment),
    ]);
    expect((await reencodeHere(odd)).width).toBe(300);
  });

  it('may be sent with forty million pixels', async () => {
    const photo = await reencodeHere(await plain(8000, 5000).jpeg().toBuffer());
    expect([photo.width, photo.height]).toEqual([2048, 1280]);
  });
});
