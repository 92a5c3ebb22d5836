import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILING, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';
import { cameraTime, capturedPhoto } from '../photos/captured-photo';

const { latitude, longitude } = FILING.location;
const HERE = { latitude, longitude };
const FAR = { latitude: -1.65, longitude: 103.6131 };
const anHourAgo = () => Date.now() - 3_600_000;

describe('a complaint photographed on the spot', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  const file = async (photos: Buffer[], change: object = {}): Promise<Filed> => {
    const call = test.api.post('/api/v1/complaints').field('data', JSON.stringify({ ...FILING, ...change }));
    for (const photo of photos) void call.attach('photos', photo, 'foto.jpg');
    const response = await call;
    expect([response.status, response.body.errors]).toEqual([201, undefined]);
    return response.body as Filed;
  };
  const marks = async ({ trackingCode, reporterToken }: Filed) => {
    const { body } = await test.get(trackingCode, reporterToken);
    return [
      body.photographedOnTheSpot,
      ...body.photos.map(({ onTheSpot }: { onTheSpot: boolean }) => onTheSpot),
    ] as unknown[];
  };
  const here = () => capturedPhoto({ takenAt: cameraTime(anHourAgo()), point: HERE });
  const silent = () => capturedPhoto({});

  it('is marked by the metadata of the files, photo by photo', async () => {
    const far = await capturedPhoto({ takenAt: cameraTime(anHourAgo()), point: FAR });
    const old = await capturedPhoto({ takenAt: cameraTime(Date.now() - 25 * 3_600_000), point: HERE });
    expect(await marks(await file([far, await here(), old]))).toEqual([true, false, true, false]);
    expect(await marks(await file([far, old]))).toEqual([false, false, false]);
    expect(await marks(await file([]))).toEqual([false]);
  });

  it('is marked by captures that were read before the photos were shrunk, in their order', async () => {
    const capture = { takenAt: new Date(anHourAgo()).toISOString(), ...HERE };
    expect(await marks(await file([await silent(), await silent()], { captures: [null, capture] }))).toEqual([
      true,
      false,
      true,
    ]);
    expect(
      await marks(await file([await silent()], { captures: [{ ...capture, takenAt: undefined }] })),
    ).toEqual([false, false]);
  });

  it('is marked by the file rather than by what the sender says', async () => {
    const far = await capturedPhoto({ takenAt: cameraTime(anHourAgo()), point: FAR });
    const capture = { takenAt: new Date(anHourAgo()).toISOString(), ...HERE };
    expect(await marks(await file([far], { captures: [capture] }))).toEqual([false, false]);
    const timed = await capturedPhoto({ takenAt: cameraTime(anHourAgo()) });
    expect(await marks(await file([timed], { captures: [HERE] }))).toEqual([true, true]);
  });

  it('is not marked when only the district is known', async () => {
    const district = test.city.districts[0];
    const location = { district: district?.code, address: 'Dekat pasar' };
    const there = { takenAt: cameraTime(anHourAgo()), point: district?.point };
    expect(await marks(await file([await capturedPhoto(there)], { location }))).toEqual([false, false]);
  });

  it('shows its mark to the public only once its photos are public', async () => {
    const filed = await file([await here()]);
    await test.assign(filed.id);
    expect((await test.get(filed.trackingCode)).body).not.toHaveProperty('photographedOnTheSpot');
    await test.act(filed.trackingCode, 'acknowledge', await test.key('officer', 'pupr'));
    expect((await test.get(filed.trackingCode)).body).toMatchObject({
      photographedOnTheSpot: true,
      photos: [{ onTheSpot: true }],
    });
  });

  it('keeps neither time nor place, only the mark', async () => {
    const point = { latitude: latitude + 0.00123456, longitude: longitude + 0.00123456 };
    const takenAt = anHourAgo();
    const filed = await file([await capturedPhoto({ takenAt: cameraTime(takenAt), point })]);
    const row = await test.db.models.Photo.findOne({ where: { complaintId: filed.id }, raw: true });
    expect(Object.keys(row ?? {}).sort()).toEqual([
      'bytes',
      'complaintId',
      'createdAt',
      'height',
      'hiddenAt',
      'id',
      'inputId',
      'onTheSpot',
      'position',
      'width',
    ]);
    const digits = String(point.latitude).slice(0, 7);
    expect(JSON.stringify((await test.get(filed.trackingCode, filed.reporterToken)).body)).not.toContain(
      digits,
    );
    expect(test.logLines.join('')).not.toContain(digits);
    const files = (await readdir(test.folder, { recursive: true })).filter((name) =>
      name.includes(row?.id ?? '-'),
    );
    expect(files).toHaveLength(2);
    for (const name of files) {
      expect((await readFile(join(test.folder, name))).includes('Exif')).toBe(false);
    }
  });

  it.each([
    ['a time that is none', { takenAt: 'yesterday' }, '#/captures/0/takenAt'],
    ['a place on no globe', { latitude: 91, longitude: 0 }, '#/captures/0/latitude'],
    ['something else', { device: 'x' }, '#/captures/0/device'],
  ])('is refused with %s', async (_what, capture, pointer) => {
    const { status, body } = await test.api
      .post('/api/v1/complaints')
      .send({ ...FILING, captures: [capture] });
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('is accepted with more captures than photos', async () => {
    expect(await marks(await file([], { captures: [null, null] }))).toEqual([false]);
  });

  it('is accepted with broken metadata', async () => {
    const photo = await here();
    photo.fill(0xff, photo.indexOf('Exif\0\0') + 8, photo.indexOf('Exif\0\0') + 60);
    expect(await marks(await file([photo]))).toEqual([false, false]);
  });
});
