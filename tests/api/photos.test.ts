import { readdir } from 'node:fs/promises';
import { FILING, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';
import { drawn, greyPng } from '../photos/sample-photos';

describe('photos', () => {
  let test: ApiUnderTest;
  let officer: string;
  let jpeg: Buffer;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
    jpeg = await drawn(600, 400)
      .jpeg()
      .withExif({ IFD0: { Copyright: 'Kenari EXIF' } })
      .toBuffer();
  });
  afterAll(() => test.stop());

  const send = (photos: Buffer[], data: string = JSON.stringify(FILING)) => {
    const call = test.api.post('/api/v1/complaints').field('data', data);
    for (const photo of photos) void call.attach('photos', photo, '../../kenari.jpg');
    return call;
  };
  const fileWith = async (photos: Buffer[], change: object = {}): Promise<Filed> => {
    const response = await send(photos, JSON.stringify({ ...FILING, ...change }));
    expect(response.status).toBe(201);
    return response.body as Filed;
  };
  const storedFiles = async () =>
    (await readdir(test.folder, { recursive: true })).filter((name) => /photos\./.test(name));
  const path = (link: string) => new URL(link).pathname;

  it('come with a complaint, redrawn as JPEG in two sizes', async () => {
    const { trackingCode, reporterToken } = await fileWith([jpeg, await drawn(50, 40).png().toBuffer()]);
    const { body } = await test.get(trackingCode, reporterToken);
    expect(body.photos).toHaveLength(2);
    expect(body.photos[0]).toMatchObject({ width: 600, height: 400 });
    const full = await test.api
      .get(path(body.photos[0].links.full))
      .set('Authorization', `Bearer ${reporterToken}`);
    expect(full.status).toBe(200);
    expect(full.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect((full.body as Buffer).includes('Kenari')).toBe(false);
    const small = await test.api.get(`${path(body.photos[0].links.thumbnail)}?t=${reporterToken}`);
    expect((small.body as Buffer).length).toBeLessThan((full.body as Buffer).length);
  });

  it('are accepted with a typed data part, as browsers send it', async () => {
    const response = await test.api
      .post('/api/v1/complaints')
      .attach('data', Buffer.from(JSON.stringify(FILING)), {
        filename: 'blob',
        contentType: 'application/json',
      })
      .attach('photos', jpeg, 'a.jpg');
    expect(response.status).toBe(201);
  });

  it.each<[string, () => Promise<Buffer[]>, string, string]>([
    [
      'an SVG that calls itself a JPEG',
      async () => [jpeg, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
      '#/photos/1',
      'photo_kind',
    ],
    ['a PDF', async () => [Buffer.from('%PDF-1.7\n')], '#/photos/0', 'photo_kind'],
    [
      'a photo that breaks off',
      async () => [jpeg.subarray(0, jpeg.length / 2)],
      '#/photos/0',
      'photo_broken',
    ],
    [
      'a picture of 50,000 × 50,000',
      async () => [greyPng({ width: 50_000, height: 50_000 }, Buffer.alloc(1000))],
      '#/photos/0',
      'photo_too_many_pixels',
    ],
    ['a sixth photo', async () => Array<Buffer>(6).fill(jpeg), '#/photos', 'too_many_photos'],
    [
      'eleven megabytes',
      async () => [Buffer.concat([jpeg, Buffer.alloc(11 * 1024 * 1024)])],
      '#/photos',
      'photo_too_big',
    ],
    ['an empty file', async () => [Buffer.alloc(0)], '#/photos/0', 'photo_broken'],
  ])('are refused with %s, and nothing is stored', async (_what, photos, pointer, rule) => {
    const [complaints, files] = [await test.db.models.Complaint.count(), await storedFiles()];
    const response = await send(await photos());
    expect(response.status).toBe(422);
    expect(response.body.errors).toEqual([expect.objectContaining({ pointer, rule })]);
    expect(await test.db.models.Complaint.count()).toBe(complaints);
    expect(await storedFiles()).toEqual(files);
  });

  it('leave no picture behind when the rest of the request is refused or repeated', async () => {
    const key = { 'Idempotency-Key': 'with photo', 'Idempotency-Secret': 'c2VjcmV0LW9mLW9uZS1jbGk' };
    expect((await send([jpeg]).set(key)).status).toBe(201);
    const files = await storedFiles();
    expect((await send([jpeg]).set(key)).status).toBe(201);
    expect((await send([jpeg], JSON.stringify({ ...FILING, confidential: true })).set(key)).status).toBe(422);
    expect((await send([jpeg], JSON.stringify({ ...FILING, category: 'naga' }))).status).toBe(422);
    expect((await send([jpeg], '{"category"')).status).toBe(400);
    expect(await storedFiles()).toEqual(files);
  });

  it.each([
    [
      'another field',
      () => test.api.post('/api/v1/complaints').field('data', '{}').field('status', 'closed'),
    ],
    [
      'a file under another name',
      () =>
        test.api.post('/api/v1/complaints').field('data', '{}').attach('shell', Buffer.from('x'), 'x.php'),
    ],
    ['no data', () => test.api.post('/api/v1/complaints').attach('photos', Buffer.from('x'), 'x')],
    ['a prototype', () => test.api.post('/api/v1/complaints').field('__proto__', '{}')],
  ])('are refused in a form with %s', async (_what, call) => {
    expect([400, 422]).toContain((await call()).status);
  });

  it('are refused in a form without an end or without a boundary', async () => {
    const post = (type: string, body: string) =>
      test.api.post('/api/v1/complaints').set('Content-Type', type).send(body);
    expect((await post('multipart/form-data', 'x')).status).toBe(400);
    expect(
      (
        await post(
          'multipart/form-data; boundary=b',
          '--b\r\nContent-Disposition: form-data; name="data"\r\n\r\n{',
        )
      ).status,
    ).toBe(400);
  });

  describe('of a complaint', () => {
    let filed: Filed;
    let photo: string;
    const see = async (bearer?: string) => {
      const call = test.api.get(photo);
      return (await (bearer ? call.set('Authorization', `Bearer ${bearer}`) : call)).status;
    };
    beforeAll(async () => {
      filed = await fileWith([jpeg]);
      await test.assign(filed.id);
      photo = path((await test.get(filed.trackingCode, filed.reporterToken)).body.photos[0].links.full);
    });

    it('are seen by the reporter and the agency only, until the agency has acted', async () => {
      expect(await see()).toBe(404);
      expect(await see(await test.key('officer', 'dlh'))).toBe(404);
      expect(await see((await test.file()).reporterToken)).toBe(404);
      expect(await see(filed.reporterToken)).toBe(200);
      expect(await see(officer)).toBe(200);
      await test.act(filed.trackingCode, 'acknowledge', officer);
      expect(await see()).toBe(200);
    });

    it('can be hidden by staff, with an entry in the audit log', async () => {
      const [id] = photo.split('/').slice(-2);
      const hidden = await test.act(filed.trackingCode, 'visibility', officer, { hidden: true, photo: id });
      expect(hidden.body.photos[0]).toMatchObject({ id, hidden: true });
      expect(await see()).toBe(404);
      expect((await test.get(filed.trackingCode)).body.photos).toEqual([]);
      expect(await see(officer)).toBe(200);
      await test.act(filed.trackingCode, 'visibility', officer, { hidden: false, photo: id });
      expect(await see()).toBe(200);
      await test.act(filed.trackingCode, 'visibility', officer, { hidden: true });
      expect(await see()).toBe(404);
      expect((await test.get(filed.trackingCode)).body.description).toBeNull();
      const entries = await test.db.models.AuditEntry.findAll({ where: { subject: filed.id } });
      expect(entries.map(({ action }) => action)).toEqual(['hidden', 'shown', 'hidden']);
    });

    it('are opened by a link to the complaint, as long as it is valid', async () => {
      const link = (claims: object) =>
        test.deps.links.sign({
          complaintId: filed.id,
          recipient: 'agency:pupr',
          purpose: 'act',
          generation: 1,
          ...claims,
        });
      const by = async (token: string) => (await test.api.get(`${photo}?t=${token}`)).status;
      expect(await by(link({}))).toBe(200);
      expect(await by(link({ generation: 0 }))).toBe(404);
      expect(await by(link({ purpose: 'stop', recipient: `reporter:${filed.id}` }))).toBe(404);
      expect(await by(link({ complaintId: (await test.file()).id }))).toBe(404);
      expect(await by('nonsense')).toBe(404);
    });

    it('are opened by a link of their own, which opens nothing else', async () => {
      const { body } = await test.get(filed.trackingCode, filed.reporterToken);
      const [id] = photo.split('/').slice(-2);
      const other = await fileWith([jpeg, jpeg]);
      const of = (claims: object) =>
        test.deps.links.sign({
          ...{ purpose: 'photo', complaintId: filed.id, recipient: `reporter:${filed.id}`, generation: 1 },
          ...{ photoId: body.photos[0].id, ...claims },
        });
      const by = async (token: string) => (await test.api.get(`${photo}?t=${token}`)).status;
      expect(await by(of({}))).toBe(200);
      expect(await by(of({ recipient: 'agency:pupr' }))).toBe(200);
      expect(await by(of({ recipient: 'agency:pupr', generation: 7 }))).toBe(404);
      expect(await by(of({ generation: 2 }))).toBe(404);
      expect(await by(of({ photoId: other.id }))).toBe(404);
      expect(await by(of({ complaintId: other.id, recipient: `reporter:${other.id}` }))).toBe(404);
      expect((await test.act(filed.trackingCode, 'withdraw', of({}))).status).toBe(401);
      expect((await test.get(filed.trackingCode, of({}))).status).toBe(401);
      expect(id).toBe(body.photos[0].id);
    });
  });

  it('of a resolution are with it on the timeline', async () => {
    const { trackingCode } = await test.fileAssigned();
    const resolved = await test.api
      .post(`/api/v1/complaints/${trackingCode}/resolve`)
      .set('Authorization', `Bearer ${officer}`)
      .field('data', JSON.stringify({ note: 'Sudah ditambal.' }))
      .attach('photos', jpeg, 'sesudah.jpg');
    expect(resolved.status).toBe(200);
    const { data } = resolved.body.timeline.at(-1);
    expect(data).toMatchObject({ note: 'Sudah ditambal.', photos: [{ width: 600 }] });
    expect((await test.api.get(path(data.photos[0].links.full))).headers['cache-control']).toBe(
      'public, no-cache',
    );
  });

  describe('of an act that was refused', () => {
    const object = async (key?: string) => {
      const filed = await test.fileAssigned();
      const call = test.api
        .post(`/api/v1/complaints/${filed.trackingCode}/reopen`)
        .set('Authorization', `Bearer ${filed.reporterToken}`)
        .field('data', JSON.stringify({ reason: 'partly', text: 'Terlalu dini.' }))
        .attach('photos', jpeg, 'x.jpg');
      expect((await (key ? call.set('Idempotency-Key', key) : call)).status).toBe(409);
      return { where: { complaintId: filed.id } };
    };

    it('are removed with its text', async () => {
      const files = await storedFiles();
      const own = await object();
      expect(await test.db.models.ActInput.count(own)).toBe(0);
      expect(await test.db.models.Photo.count(own)).toBe(0);
      expect(await storedFiles()).toEqual(files);
    });

    it('are shown to nobody while they wait for it to be repeated', async () => {
      const photo = await test.db.models.Photo.findOne({ ...(await object('early')), rejectOnEmpty: true });
      const response = await test.api
        .get(`/api/v1/photos/${photo.id}/full`)
        .set('Authorization', `Bearer ${officer}`);
      expect(response.status).toBe(404);
    });
  });
});
