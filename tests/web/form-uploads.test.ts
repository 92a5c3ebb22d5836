import { plain } from '../photos/sample-photos';
import { keyIn, startPages, type PagesUnderTest } from './pages-under-test';

/** The way of the script: photos leave when they are chosen, the form names them when it is sent. */
describe('photos that were uploaded before their form', () => {
  let test: PagesUnderTest;
  let photo: Buffer;
  beforeAll(async () => {
    test = await startPages();
    photo = await plain(600, 400).jpeg().toBuffer();
  });
  afterAll(() => test.stop());

  const upload = (uploads = '') =>
    test.api.post('/uploads').field('uploads', uploads).attach('photos', photo, 'sesudah.jpg');
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

  it('belong to the act, and the form that is sent twice is one act', async () => {
    const { filed, address, key } = await opened();
    const first = await upload();
    expect([first.status, first.body]).toEqual([
      201,
      expect.objectContaining({ id: expect.any(String), width: 600, height: 400 }),
    ]);
    const second = await upload(first.body.uploads);
    expect(second.body.uploads).toBe(first.body.uploads);
    const fields = { act: 'resolve', key, note: 'Sudah ditambal.', uploads: first.body.uploads };
    const [one, again] = [await test.post(address, fields), await test.post(address, fields)];
    expect([one.status, again.status]).toEqual([303, 303]);
    expect(await photosOf(filed.trackingCode)).toEqual([2]);
  });

  it('are there again when the form has to be looked at again, and can be taken away', async () => {
    const { filed, address, key } = await opened();
    const { body } = await upload();
    const sent = (note: string) => test.post(address, { act: 'resolve', key, note, uploads: body.uploads });
    const page = (await sent('')).text.replaceAll('&#x3D;', '=');
    expect(page).toContain(`src="${body.url}"`);
    expect(page).toContain(`name="uploads" value="${body.uploads}"`);
    expect((await test.page(body.url)).type).toBe('image/jpeg');
    expect((await test.api.post(body.removeUrl)).status).toBe(200);
    expect((await test.page(body.url)).status).toBe(404);
    const after = await sent('Sudah ditambal.');
    expect(after.status).toBe(303);
    expect(await photosOf(filed.trackingCode)).toEqual([0]);
  });

  it('are nobody else’s, and a draft that was filed takes none', async () => {
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

  it('are not left out in silence when they are there no more', async () => {
    const { filed, address, key } = await opened();
    const answer = await test.post(address, {
      ...{ act: 'resolve', key, note: 'Sudah ditambal.', uploads: 'x'.repeat(43) },
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Foto yang tadi Anda unggah sudah tidak ada. Tambahkan lagi.');
    expect(answer.text).toContain('Sudah ditambal.');
    expect(await photosOf(filed.trackingCode)).toEqual([]);
  });

  it('count with those that the form itself carries', async () => {
    const { address, key } = await opened();
    let uploads = '';
    for (let each = 0; each < 5; each += 1) uploads = (await upload(uploads)).body.uploads as string;
    expect((await upload(uploads)).status).toBe(422);
    const answer = await test.api
      .post(address)
      .field({ act: 'resolve', key, note: 'Sudah ditambal.', uploads })
      .attach('photos', photo, 'satu-lagi.jpg');
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Paling banyak 5 foto.');
  });
});
