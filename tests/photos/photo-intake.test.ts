import { PhotoIntakeBusy } from '../../photos/photo-intake-busy';
import { createPhotoIntake } from '../../photos/photo-intake';
import { drawn, plain } from './sample-photos';

const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');

describe('the photo intake', () => {
  it('returns the photos of a request in their order', async () => {
    const files = await Promise.all([30, 20, 10].map((width) => plain(width, 10).png().toBuffer()));
    const photos = await createPhotoIntake({ timeZone: 'Asia/Jakarta' }).processPhotos(files);
    expect(photos.map((photo) => photo.width)).toEqual([30, 20, 10]);
  });

  it('takes a request without photos', async () => {
    expect(await createPhotoIntake({ timeZone: 'Asia/Jakarta' }).processPhotos([])).toEqual([]);
  });

  it('refuses a sixth photo', async () => {
    const file = await plain(10, 10).png().toBuffer();
    const intake = createPhotoIntake({ timeZone: 'Asia/Jakarta' });
    expect(await intake.processPhotos(Array<Buffer>(5).fill(file))).toHaveLength(5);
    const refused = { code: 'too_many_photos', position: null };
    await expect(intake.processPhotos(Array<Buffer>(6).fill(file))).rejects.toMatchObject(refused);
  });

  it('says which photo it refuses', async () => {
    const sound = await drawn(300, 200).jpeg().toBuffer();
    const cut = sound.subarray(0, sound.length / 2);
    const intake = createPhotoIntake({ timeZone: 'Asia/Jakarta' });
    await expect(intake.processPhotos([sound, sound, SVG])).rejects.toMatchObject({
      code: 'photo_kind',
      position: 2,
    });
    await expect(intake.processPhotos([sound, cut])).rejects.toMatchObject({
      code: 'photo_broken',
      position: 1,
    });
  });

  it('turns a flood away instead of queueing it, and serves it once the queue is empty', async () => {
    const file = await drawn(300, 200).jpeg().toBuffer();
    const intake = createPhotoIntake({ timeZone: 'Asia/Jakarta' });
    const five = (): Promise<unknown> => intake.processPhotos(Array<Buffer>(5).fill(file));
    const running = [five(), five()];
    const waiting = [five(), five(), five(), five()];
    await expect(five()).rejects.toBeInstanceOf(PhotoIntakeBusy);
    await expect(intake.processPhoto(file)).rejects.toBeInstanceOf(PhotoIntakeBusy);
    await Promise.all([...running, ...waiting]);
    expect((await intake.processPhoto(file)).width).toBe(300);
  });

  it('refuses what is no photo even while the queue is full', async () => {
    const file = await drawn(300, 200).jpeg().toBuffer();
    const intake = createPhotoIntake({ timeZone: 'Asia/Jakarta' });
    const flood = Array.from({ length: 22 }, () => intake.processPhoto(file));
    await expect(intake.processPhoto(SVG)).rejects.toMatchObject({ code: 'photo_kind', position: null });
    await expect(intake.processPhotos([SVG])).rejects.toMatchObject({ code: 'photo_kind', position: 0 });
    await Promise.all(flood);
  });
});
