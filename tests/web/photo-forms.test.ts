import { FILING } from '../support/api-under-test';
import { plain } from '../photos/sample-photos';
import { keyIn, startPages, type PagesUnderTest } from './pages-under-test';

describe('a form with photos', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  const opened = async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    return { filed, address, key: keyIn((await test.page(address)).text) };
  };
  const resolving = ({ address, key }: { address: string; key: string }) =>
    test.api.post(address).field({ act: 'resolve', key, note: 'Sudah ditambal.' });

  it('passes them on to the act', async () => {
    const page = await opened();
    const response = await resolving(page).attach(
      'photos',
      await plain(60, 40).jpeg().toBuffer(),
      'sesudah.jpg',
    );
    expect(response.status).toBe(303);
    const { body } = await test.get(page.filed.trackingCode, await test.key('command_centre'));
    const resolved = body.timeline.find(({ type }: { type: string }) => type === 'resolved');
    expect(resolved.data.photos).toHaveLength(1);
  });

  it('names the file that is not a photo, keeps the text and executes nothing', async () => {
    const page = await opened();
    const response = await resolving(page).attach('photos', Buffer.from('%PDF-1.7 …'), 'surat é.pdf');
    expect(response.status).toBe(422);
    expect(response.text).toContain('“surat é.pdf” bukan foto JPEG, PNG, atau WebP.');
    expect(response.text).toContain('Sudah ditambal.');
    expect(await test.types(page.filed)).not.toContain('resolved');
  });

  it.each([
    ['one is too large', [Buffer.alloc(10 * 1024 * 1024 + 1, 1)], 'Salah satu foto lebih dari 10 MB.'],
    ['there are too many', Array.from({ length: 6 }, () => Buffer.from('x')), 'Paling banyak 5 foto.'],
  ])('keeps the text when %s', async (_case, files, sentence) => {
    const page = await opened();
    const request = resolving(page);
    files.forEach((file, index) => void request.attach('photos', file, `${index}.jpg`));
    const response = await request;
    expect(response.status).toBe(422);
    expect(response.text).toContain(sentence);
    expect(response.text).toContain('Sudah ditambal.');
  });

  it('works without any', async () => {
    const page = await opened();
    expect((await resolving(page)).status).toBe(303);
    expect(await test.types(page.filed)).toContain('resolved');
  });
});

describe('an address that leads nowhere', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it('gets a page for people and a problem document for programs', async () => {
    const page = await test.page('/nowhere').set('Accept', 'text/html,*/*;q=0.8');
    expect([page.status, page.type]).toEqual([404, 'text/html']);
    expect(page.text).toContain('<h1>');
    for (const [path, accept] of [
      ['/nowhere', '*/*'],
      ['/api/v1/nowhere', 'text/html'],
    ] as const) {
      const problem = await test.page(path).set('Accept', accept);
      expect([problem.status, problem.type]).toEqual([404, 'application/problem+json']);
    }
  });
});

describe('a page behind a mailed link', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it('shows its photos with links of their own, which open nothing else when passed on', async () => {
    const filing = test.api.post('/api/v1/complaints').field('data', JSON.stringify(FILING));
    const { body: filed } = await filing.attach('photos', await plain(60, 40).jpeg().toBuffer(), 'a.jpg');
    await test.assign(filed.id);
    for (const address of [test.mine(filed), test.staff(filed)]) {
      const text = (await test.page(address)).text.replaceAll('&#x3D;', '=');
      const pictures = [...text.matchAll(/\/api\/v1\/photos\/[\w-]+\/(?:full|thumbnail)\?t=([\w.%-]+)/g)];
      expect(pictures.length).toBeGreaterThan(1);
      const [, token] = address.split('t=');
      for (const [picture, own = ''] of pictures) {
        expect(own).not.toBe(token);
        expect((await test.api.get(picture)).status).toBe(200);
        for (const page of ['my', 'act', 'stop', 'confirm'])
          expect((await test.page(`/${page}/${filed.trackingCode}?t=${own}`)).status).toBe(404);
      }
    }
  });
});
