import { plain } from '../photos/sample-photos';
import { keyIn, startPages, type PagesUnderTest } from './pages-under-test';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

/** What the script does: it uploads photos as soon as they are chosen, and the form then names them. */
describe('photos that were uploaded before their form', () => {
  let test: PagesUnderTest;
  let photo: Buffer;
  beforeAll(async () => {
    test = await startPages();
    photo = await plain(600, 400).jpeg().toBuffer();
  });
  afterAll(() => test.stop());

  const upload = (uploads = '', ids = '') =>
    test.api
      .post('/uploads')
      .field('uploads', uploads)
      .field('photo-ids', ids)
      .attach('photos', photo, 'sesudah.jpg');
  const opened = async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    return { filed, address, key: keyIn((await test.page(address)).text) };
  };
  const photosOf = async (code: string) => {
    const { body } = await test.get(code, await test.key('command_centre'));
    const resolved = body.timeline.filter(({ type }: { type: string }) => type === 'resolved');
    return resolved.map(({ data }: { data: { photos?: unknown[] } }) => data.photos?.length ?? 0);
  };

  it('belong to the act, and a form that is sent twice is still one act', async () => {
    const { filed, address, key } = await opened();
    const first = await upload();
    expect([first.status, first.body]).toEqual([
      201,
      expect.objectContaining({ id: expect.any(String), width: 600, height: 400 }),
    ]);
    const second = await upload(first.body.uploads);
    expect(second.body.uploads).toBe(first.body.uploads);
    const fields = {
      ...{ act: 'resolve', key, note: 'Sudah ditambal.', uploads: first.body.uploads },
      'photo-ids': `${first.body.id} ${second.body.id}`,
    };
    const [one, again] = [await test.post(address, fields), await test.post(address, fields)];
    expect([one.status, again.status]).toEqual([303, 303]);
    expect(await photosOf(filed.trackingCode)).toEqual([2]);
  });

  it('are shown again when the form comes back with errors, and can be removed', async () => {
    const { filed, address, key } = await opened();
    const { body } = await upload();
    const sent = (note: string, ids: string) =>
      test.post(address, { act: 'resolve', key, note, uploads: body.uploads, 'photo-ids': ids });
    const page = (await sent('', body.id)).text.replaceAll('&#x3D;', '=');
    expect(page).toContain(`src="${body.url}"`);
    expect(page).toContain(`name="uploads" value="${body.uploads}"`);
    expect(page).toContain(`name="photo-ids" value="${body.id}"`);
    expect((await test.page(body.url)).type).toBe('image/jpeg');
    expect((await test.api.post(body.removeUrl)).status).toBe(200);
    expect((await test.page(body.url)).status).toBe(404);
    const after = await sent('Sudah ditambal.', '');
    expect(after.status).toBe(303);
    expect(await photosOf(filed.trackingCode)).toEqual([0]);
  });

  it('count only if the form names them: the page never learned of others that were stored', async () => {
    const { filed, address, key } = await opened();
    const { body: unheard } = await upload();
    const { body: shown } = await upload(unheard.uploads);
    const sent = (note: string) =>
      test.post(address, { act: 'resolve', key, note, uploads: shown.uploads, 'photo-ids': shown.id });
    const again = (await sent('')).text;
    expect([again.includes(shown.id), again.includes(unheard.id)]).toEqual([true, false]);
    expect((await sent('Sudah ditambal.')).status).toBe(303);
    expect(await photosOf(filed.trackingCode)).toEqual([1]);
  });

  it('give way to the ones that the page shows when there is no room for more', async () => {
    const { body: shown } = await upload();
    for (let each = 0; each < 4; each += 1) await upload(shown.uploads);
    const full = await upload(shown.uploads, `${shown.id}`);
    expect(full.status).toBe(201);
    expect((await test.page(shown.url)).status).toBe(200);
    expect(await test.db.models.DraftPhoto.count({ where: { id: [shown.id, full.body.id] } })).toBe(2);
  });

  it('are uploaded one at a time: two at once are refused with a message, and neither is stored', async () => {
    const before = await test.db.models.DraftPhoto.count();
    const response = await test.api
      .post('/uploads')
      .attach('photos', photo, 'satu.jpg')
      .attach('photos', photo, 'dua.jpg');
    expect([response.status, response.body]).toEqual([422, { error: 'Kirim foto satu per satu.' }]);
    expect(await test.db.models.DraftPhoto.count()).toBe(before);
  });

  it('are asked for again when the form does not say which it shows, or names one that is gone', async () => {
    const { address, key } = await opened();
    const { body } = await upload();
    const fields = { act: 'resolve', key, note: 'Sudah ditambal.', uploads: body.uploads };
    const response = await test.post(address, fields);
    expect([response.status, response.text]).toEqual([422, expect.stringContaining('sudah tidak ada')]);
    const gone = await test.post(address, { ...fields, 'photo-ids': `${body.id} ${UNKNOWN}` });
    expect([gone.status, gone.text]).toEqual([422, expect.stringContaining('sudah tidak ada')]);
  });

  it('are nobody else’s to see or remove, and are not added to a draft that was filed', async () => {
    const [{ body: one }, { body: other }] = [await upload(), await upload()];
    expect(other.uploads).not.toBe(one.uploads);
    for (const path of [`/uploads/${one.id}`, `/uploads/${one.id}?t=${other.uploads}`])
      expect((await test.page(path)).status).toBe(404);
    expect((await test.api.post(`/uploads/${one.id}/remove?t=${other.uploads}`)).status).toBe(404);
    expect((await test.page(one.url)).status).toBe(200);
    const filed = await test.file();
    await test.db.models.Draft.update({ complaintId: filed.id }, { where: {} });
    const { body: next } = await upload(one.uploads);
    expect(next.uploads).not.toBe(one.uploads);
  });

  it('are not dropped silently when they no longer exist', async () => {
    const { filed, address, key } = await opened();
    const response = await test.post(address, {
      ...{ act: 'resolve', key, note: 'Sudah ditambal.', uploads: 'x'.repeat(43), 'photo-ids': UNKNOWN },
    });
    expect(response.status).toBe(422);
    expect(response.text).toContain('Foto yang tadi Anda unggah sudah tidak ada. Tambahkan lagi.');
    expect(response.text).toContain('Sudah ditambal.');
    expect(await photosOf(filed.trackingCode)).toEqual([]);
  });

  it('count towards the same limit as those that the form itself carries', async () => {
    const { address, key } = await opened();
    let uploads = '';
    const ids: string[] = [];
    for (let each = 0; each < 5; each += 1) {
      const { body } = await upload(uploads, ids.join(' '));
      uploads = body.uploads as string;
      ids.push(body.id as string);
    }
    expect((await upload(uploads, ids.join(' '))).status).toBe(422);
    const response = await test.api
      .post(address)
      .field({ act: 'resolve', key, note: 'Sudah ditambal.', uploads, 'photo-ids': ids.join(' ') })
      .attach('photos', photo, 'satu-lagi.jpg');
    expect(response.status).toBe(422);
    expect(response.text).toContain('Paling banyak 5 foto.');
  });
});
