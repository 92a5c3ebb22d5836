import sharp from 'sharp';
import { blurPhoto, type Area } from '../../photos/blur-photo';
import { contrast } from './contrast';
import { jpegMarkers, plain } from './sample-photos';

/** Black and white stripes, `step` pixels wide, in place of strokes of that width. */
async function striped(width: number, height: number, step: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      data.fill(Math.floor(x / step) % 2 === 0 ? 0 : 255, (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

describe('a blurred photo', () => {
  const plate: Area = { x: 0.25, y: 0.5, width: 0.25, height: 0.1 };

  it.each([4, 8, 16])('hides strokes %d pixels wide in its areas', async (step) => {
    const full = await striped(960, 640, step);
    expect(await contrast(full, plate)).toBeGreaterThan(100);
    const blurred = await blurPhoto({ full, areas: [plate] });
    expect(await contrast(blurred.full, plate)).toBeLessThan(30);
    expect(await contrast(blurred.thumbnail, plate)).toBeLessThan(30);
  });

  it('is unchanged outside its areas, and keeps its size', async () => {
    const full = await striped(960, 640, 16);
    const blurred = await blurPhoto({ full, areas: [plate] });
    expect(await contrast(blurred.full, { x: 0.6, y: 0.1, width: 0.3, height: 0.8 })).toBeGreaterThan(100);
    expect(await sharp(blurred.full).metadata()).toMatchObject({ width: 960, height: 640, format: 'jpeg' });
    expect(await sharp(blurred.thumbnail).metadata()).toMatchObject({ width: 320, height: 213 });
  });

  it('is blurred in an area as large as the picture and in a tiny one', async () => {
    const whole = { x: 0, y: 0, width: 1, height: 1 };
    const all = await blurPhoto({ full: await striped(600, 600, 4), areas: [whole] });
    expect(await contrast(all.full, whole)).toBeLessThan(30);
    const tiny = { x: 0.5, y: 0.5, width: 0.015, height: 0.015 };
    const blurred = await blurPhoto({ full: await striped(800, 800, 3), areas: [tiny] });
    expect(await contrast(blurred.full, tiny)).toBeLessThan(40);
  });

  it('is blurred in areas at its edges, and in several at once', async () => {
    const full = await striped(400, 300, 8);
    const areas = [
      { x: 0, y: 0, width: 0.2, height: 0.2 },
      { x: 0.8, y: 0.8, width: 0.2, height: 0.2 },
      { x: 0.75, y: 0.7, width: 0.25, height: 0.3 },
    ];
    const blurred = await blurPhoto({ full, areas });
    for (const area of areas) expect(await contrast(blurred.full, area)).toBeLessThan(40);
  });

  it('has no metadata, even when it is grey', async () => {
    const grey = await plain(200, 100).greyscale().jpeg().toBuffer();
    const blurred = await blurPhoto({ full: grey, areas: [plate] });
    expect(jpegMarkers(blurred.full).filter((marker) => ![0xe0, 0xdb, 0xc0, 0xc4].includes(marker))).toEqual(
      [],
    );
  });
});
