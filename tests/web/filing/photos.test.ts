import { readdir } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { createChallenges } from '../../../api/limits/challenge';
import { createDraftStore } from '../../../database/stores/draft-store';
import { createDraftSweep } from '../../../server/housekeeping/sweep-drafts';
import { plain } from '../../photos/sample-photos';
import { eventually } from '../../support/courier-bench';
import { solve } from '../../support/solve';
import { ownSpool } from '../../support/own-spool';
import { leadsTo, rowsOf, startPages, COMPLAINT, walker, walkToCheck, type PagesUnderTest } from './walker';

const SECRETS = [{ kid: 'a', secret: 'a secret of the tests, long enough' }];
const BYTES_AT_MOST = 10 * 1024 * 1024;

describe('photos of a draft', () => {
  let test: PagesUnderTest;
  let photo: Buffer;
  beforeAll(async () => {
    photo = await plain(600, 400).jpeg().toBuffer();
  });
  beforeEach(async () => {
    test = await startPages();
  });
  afterEach(() => test.stop());

  const isKept = async (id: unknown) => (await test.deps.photoStore.read(String(id), 'full')) !== null;

  it('are uploaded one by one by the script, before anything else is sent', async () => {
    const visitor = walker(test);
    const response = await visitor.upload(photo);
    expect([response.status, response.type]).toEqual([201, 'application/json']);
    const { id, url, width, height } = response.body;
    expect([url, width, height]).toEqual([`/file/photos/${id}`, 600, 400]);
    const shown = await visitor.get(url);
    expect([shown.status, shown.type, shown.headers['cache-control']]).toEqual([
      200,
      'image/jpeg',
      'no-store',
    ]);
    expect((await visitor.get('/file/what')).text).toContain(`data-photo="${id}"`);
  });

  it('are shown to nobody else', async () => {
    const { body } = await walker(test).upload(photo);
    const stranger = walker(test);
    await stranger.postParts('/file/what', COMPLAINT);
    const responses = [await stranger.get(body.url), await stranger.get(`/file/photos/${'0'.repeat(8)}`)];
    for (const response of responses)
      expect([response.status, response.text]).toEqual([404, responses[0]?.text]);
    expect((await stranger.get(`/api/v1/photos/${body.id}/full`)).status).toBe(404);
    await stranger.postParts(`/file/photos/${body.id}/remove`, {});
    expect(await isKept(body.id)).toBe(true);
    expect(await rowsOf(test, 'draft_photos')).toHaveLength(1);
  });

  it('are refused with a sentence in the language of the page', async () => {
    const visitor = walker(test);
    const pdf = await visitor.upload(Buffer.from('%PDF-1.7 …'));
    expect([pdf.status, pdf.body]).toEqual([
      422,
      {
        error:
          '“foto.jpg” bukan foto JPEG, PNG, atau WebP. Kalau dari iPhone, potret layarnya lalu kirim gambar itu.',
      },
    ]);
    visitor.cookies.set('lang', 'en');
    const broken = await visitor.upload(photo.subarray(0, 300));
    expect([broken.status, broken.body.error]).toEqual([422, expect.stringContaining('can’t be opened')]);
    const huge = await visitor.upload(Buffer.alloc(BYTES_AT_MOST + 1, 1));
    expect([huge.status, huge.body.error]).toEqual([422, expect.stringContaining('10 MB')]);
    const none = await visitor.postParts('/file/photos', { capture: '{}' });
    expect([none.status, typeof none.body.error]).toEqual([422, 'string']);
    expect(await rowsOf(test, 'draft_photos')).toEqual([]);
  });

  it('are five at most, even when several are uploaded at once', async () => {
    const visitor = walker(test);
    await visitor.upload(photo);
    const responses = await Promise.all(Array.from({ length: 7 }, () => visitor.upload(photo)));
    expect(responses.filter(({ status }) => status === 201)).toHaveLength(4);
    expect(responses.find(({ status }) => status === 422)?.body.error).toBe(
      'Paling banyak 5 foto. Hapus 1 dulu.',
    );
    expect(await rowsOf(test, 'draft_photos')).toHaveLength(5);
    // Each is stored in two sizes; nothing is left of those for which there was no room.
    const entries = await readdir(test.folder, { recursive: true, withFileTypes: true });
    expect(entries.filter((entry) => entry.isFile())).toHaveLength(10);
  });

  it('come with the form itself without scripts; good ones are kept, the others are named', async () => {
    const visitor = walker(test);
    const response = await visitor.postParts('/file/what', { ...COMPLAINT, description: '' }, [
      ['satu.jpg', photo],
      ['surat é.pdf', Buffer.from('%PDF-1.7 …')],
      ['besar.jpg', Buffer.alloc(BYTES_AT_MOST + 1, 1)],
    ]);
    expect(response.status).toBe(422);
    for (const words of [
      '“surat é.pdf” bukan foto JPEG, PNG, atau WebP.',
      'besar.jpg” ',
      'Ceritakan dulu apa masalahnya.',
    ])
      expect(response.text).toContain(words);
    expect(response.text).toMatch(/value="lampu-jalan" checked/);
    expect(response.text.match(/<li data-photo=/g)).toHaveLength(1);
  });

  it('leave what was typed intact when one is too large', async () => {
    const boundary = 'zzz';
    const part = (name: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    // As browsers send it: the photos come between the text and the category.
    const body = Buffer.concat([
      Buffer.from(part('description', COMPLAINT.description)),
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
      ),
      Buffer.concat([photo, Buffer.alloc(BYTES_AT_MOST)]),
      Buffer.from(`\r\n${part('category', COMPLAINT.category)}--${boundary}--\r\n`),
    ]);
    const response = await test.api
      .post('/file/what')
      .set('Content-Type', `multipart/form-data; boundary=${boundary}`)
      .send(body);
    expect(response.status).toBe(422);
    expect(response.text).toContain('“a.jpg” lebih dari 10 MB.');
    expect(response.text).toMatch(/value="lampu-jalan" checked/);
  });

  it('are accepted as long as there is room, with a message that says how many are too many', async () => {
    const visitor = walker(test);
    const files = Array.from({ length: 7 }, (_each, index): [string, Buffer] => [`${index}.jpg`, photo]);
    const response = await visitor.postParts('/file/what', COMPLAINT, files);
    expect(response.status).toBe(422);
    expect(response.text).toContain('Paling banyak 5 foto. Hapus 2 dulu.');
    expect(await rowsOf(test, 'draft_photos')).toHaveLength(5);
  });

  it('are not decoded only to be refused when a form brings more than there is room for', async () => {
    const visitor = walker(test);
    for (let number = 0; number < 4; number += 1) await visitor.upload(photo);
    const files = Array.from({ length: 3 }, (_each, index): [string, Buffer] => [`${index}.jpg`, photo]);
    const answer = await visitor.postParts('/file/what', COMPLAINT, files);
    expect(answer.text).toContain('Paling banyak 5 foto. Hapus 2 dulu.');
    expect(answer.text).not.toContain('Hapus 1 dulu.');
    expect(await rowsOf(test, 'draft_photos')).toHaveLength(5);
  });

  it('are those that the first step shows: one that the page never learned of is removed', async () => {
    const visitor = walker(test);
    const [unheard, shown] = [(await visitor.upload(photo)).body, (await visitor.upload(photo)).body];
    expect((await visitor.get('/file/what')).text).toContain(
      `name="photo-ids" value="${unheard.id} ${shown.id}"`,
    );
    expect(leadsTo(await visitor.postParts('/file/what', { ...COMPLAINT, 'photo-ids': shown.id }))).toBe(
      '/file/where',
    );
    expect([await isKept(unheard.id), await isKept(shown.id)]).toEqual([false, true]);
    expect(await rowsOf(test, 'draft_photos')).toHaveLength(1);
  });

  it('are not kept from an upload that was aborted after its last byte', async () => {
    const visitor = walker(test);
    await visitor.postParts('/file/what', COMPLAINT);
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const head =
      '--x\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
    const body = Buffer.concat([Buffer.from(head), photo, Buffer.from('\r\n--x--\r\n')]);
    const socket = connect((test.server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(
      `POST /file/photos HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Length: ${body.length}\r\n` +
        'Content-Type: multipart/form-data; boundary=x\r\n\r\n',
    );
    await new Promise((resolve) => socket.write(body, resolve));
    await eventually(async () => (await ownSpool()).length > 0, { what: 'the photo to arrive' });
    socket.destroy();
    await eventually(async () => (await ownSpool()).length === 0, { what: 'the photo to be looked at' });
    expect((await visitor.upload(photo)).status).toBe(201);
    expect(await rowsOf(test, 'draft_photos')).toHaveLength(1);
  });

  it('are uploaded one at a time: two at once are refused with a message, and neither is stored', async () => {
    const visitor = walker(test);
    const response = await visitor.postParts('/file/photos', {}, [
      ['satu.jpg', photo],
      ['dua.jpg', photo],
    ]);
    expect([response.status, response.body]).toEqual([422, { error: 'Kirim foto satu per satu.' }]);
    expect(await rowsOf(test, 'draft_photos')).toEqual([]);
  });

  it('are removed by a button of the form, which keeps what was typed', async () => {
    const visitor = walker(test);
    const [first, second] = [(await visitor.upload(photo)).body, (await visitor.upload(photo)).body];
    const typed = { description: 'Lamp', category: 'jalan' };
    expect(leadsTo(await visitor.postParts(`/file/photos/${first.id}/remove`, typed))).toBe(
      '/file/what#photos',
    );
    expect(leadsTo(await visitor.postParts(`/file/photos/${first.id}/remove`, typed))).toBe(
      '/file/what#photos',
    );
    const { text } = await visitor.get('/file/what');
    expect(text).toMatch(/Lamp<\/textarea>/);
    expect(text).toMatch(/value="jalan" checked/);
    expect([await isKept(first.id), await isKept(second.id)]).toEqual([false, true]);
  });

  it('are deleted with a draft that nobody filed within a day, and kept with one that was filed', async () => {
    const [left, filing] = [walker(test), walker(test)];
    const { body: lost } = await left.upload(photo);
    const { body: filed } = await filing.upload(photo);
    await filing.post('/file/check', { seen: await walkToCheck(filing) });
    const drafts = createDraftStore({ db: test.db });
    const sweep = createDraftSweep({ drafts, photoStore: test.deps.photoStore });
    await sweep();
    expect(await isKept(lost.id)).toBe(true);
    await test.db.sequelize.query("UPDATE drafts SET expires_at = now() - interval '1 second'");
    expect((await left.get(lost.url)).status).toBe(404);
    expect(leadsTo(await filing.get('/file/sent'))).toBe('/file/what');
    await sweep();
    expect([await isKept(lost.id), await isKept(filed.id)]).toEqual([false, true]);
    expect(await rowsOf(test, 'drafts')).toEqual([]);
  });
});

describe('drafts of one network', () => {
  it('are limited to what it could ever file', async () => {
    const test = await startPages({ limits: { filingPerHour: 1, filingWithStepPerHour: 5 } });
    try {
      const photo = await plain(60, 40).jpeg().toBuffer();
      for (let count = 0; count < 12; count += 1) await walker(test).postParts('/file/what', COMPLAINT);
      const upload = await walker(test).upload(photo);
      expect([upload.status, upload.body.error]).toEqual([429, expect.stringContaining('Terlalu banyak')]);
      const form = await walker(test).postParts('/file/what', COMPLAINT);
      expect(form.status).toBe(429);
      expect(form.text).toContain(`value="${COMPLAINT.description}"`);
      expect(await rowsOf(test, 'drafts')).toHaveLength(12);
    } finally {
      await test.stop();
    }
  });

  it('need a step for more photos, which is valid for one draft; the form itself needs none', async () => {
    const challenges = createChallenges({ secrets: SECRETS, work: { puzzles: 4, zeroBits: 4 } });
    const test = await startPages({
      limits: { filingPerHour: 1, filingWithStepPerHour: 3 },
      deps: { challenges },
    });
    try {
      const photo = await plain(60, 40).jpeg().toBuffer();
      const visitors = [walker(test), walker(test), walker(test)];
      for (const visitor of visitors)
        for (let count = 0; count < 4; count += 1) expect((await visitor.upload(photo)).status).toBe(201);
      const refused = await walker(test).upload(photo);
      expect([refused.status, refused.headers['retry-after']]).toEqual([429, expect.any(String)]);
      const next = walker(test);
      const { challenge } = (await next.upload(photo)).body;
      const proof = solve(challenge);
      for (let count = 0; count < 4; count += 1)
        expect((await next.upload(photo, undefined, { proof })).status).toBe(201);
      const other = walker(test);
      expect((await other.upload(photo, undefined, { proof })).status).toBe(429);
      // A turn that was waited for does the same, even for photos that come with the form itself.
      const kept = () => rowsOf(test, 'draft_photos').then((rows) => rows.length);
      const early = await other.postParts('/file/what', COMPLAINT, [['a.jpg', photo]]);
      expect([early.status, early.text]).toEqual([422, expect.stringContaining('name="turn" value="yes"')]);
      expect(leadsTo(await other.postParts('/file/what', { ...COMPLAINT, turn: 'yes' }))).toBe('/file/wait');
      expect((await other.get('/file/wait')).text).toMatch(/Giliran Anda pukul/);
      expect((await other.postParts('/file/what', COMPLAINT, [['a.jpg', photo]])).status).toBe(422);
      expect(await kept()).toBe(16);
      await test.db.sequelize.query('UPDATE filing_turns SET due_at = now()');
      expect((await other.get('/file/wait')).text).toContain('href="/file/what#photos"');
      expect(leadsTo(await other.postParts('/file/what', COMPLAINT, [['a.jpg', photo]]))).toBe('/file/where');
      expect(await kept()).toBe(17);
      // The solution lets through as many as the draft has room for.
      expect((await next.upload(photo, undefined, { proof })).status).toBe(201);
      const wall = await walker(test).upload(photo);
      expect([wall.status, wall.body.challenge]).toEqual([429, undefined]);
      expect(leadsTo(await walker(test).postParts('/file/what', COMPLAINT))).toBe('/file/where');
    } finally {
      await test.stop();
    }
  });
});
