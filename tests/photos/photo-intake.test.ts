import { PhotoIntakeBusy } from '../../photos/photo-intake-busy';
import { openPatientIntake } from './patient-intake';
import { drawn, plain } from './sample-photos';

const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');

const ME = { network: '192.0.2' };

describe('the photo intake', () => {
  const intake = openPatientIntake();
  afterAll(() => intake.close());

  it('returns the photos of a request in their order', async () => {
    const files = await Promise.all([30, 20, 10].map((width) => plain(width, 10).png().toBuffer()));
    const photos = await intake.processPhotos(files, ME);
    expect(photos.map((photo) => photo.width)).toEqual([30, 20, 10]);
  });

  it('accepts a request without photos', async () => {
    expect(await intake.processPhotos([], ME)).toEqual([]);
  });

  it('refuses a sixth photo', async () => {
    const file = await plain(10, 10).png().toBuffer();
    expect(await intake.processPhotos(Array<Buffer>(5).fill(file), ME)).toHaveLength(5);
    const refused = { code: 'too_many_photos', position: null };
    await expect(intake.processPhotos(Array<Buffer>(6).fill(file), ME)).rejects.toMatchObject(refused);
  });

  it('says which photo it refuses', async () => {
    const sound = await drawn(300, 200).jpeg().toBuffer();
    const cut = sound.subarray(0, sound.length / 2);
    await expect(intake.processPhotos([sound, sound, SVG], ME)).rejects.toMatchObject({
      code: 'photo_kind',
      position: 2,
    });
    await expect(intake.processPhotos([sound, cut], ME)).rejects.toMatchObject({
      code: 'photo_broken',
      position: 1,
    });
  });

  it('gives each photo an id of its own, and the ids sort in the order of processing', async () => {
    const file = await plain(10, 10).png().toBuffer();
    const photos = await intake.processPhotos([file, file], ME);
    const ids = photos.map(({ id }) => id);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...new Set(ids)].sort()).toEqual(ids);
    expect(photos[0]).toMatchObject({ contentType: 'image/jpeg', bytes: photos[0]?.full.length });
  });

  it('turns away a flood of one network, but not another, and serves that network afterwards', async () => {
    const file = await drawn(300, 200).jpeg().toBuffer();
    const flood = Array.from({ length: 60 }, () => intake.processPhoto(file, ME));
    const other = intake.processPhoto(file, { network: '198.51.100' });
    const outcomes = await Promise.allSettled(flood);
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused.length).toBeGreaterThanOrEqual(60 - 41);
    for (const reason of refused) expect(reason).toBeInstanceOf(PhotoIntakeBusy);
    expect((await other).width).toBe(300);
    expect((await intake.processPhoto(file, ME)).width).toBe(300);
  });

  it('refuses a file that is not a photo even while the queue is full', async () => {
    const file = await drawn(300, 200).jpeg().toBuffer();
    const flood = Array.from({ length: 41 }, () => intake.processPhoto(file, ME));
    await expect(intake.processPhoto(SVG, ME)).rejects.toMatchObject({ code: 'photo_kind', position: null });
    await expect(intake.processPhotos([SVG], ME)).rejects.toMatchObject({ code: 'photo_kind', position: 0 });
    await Promise.allSettled(flood);
  });
});
