import request from 'supertest';
import type { ToSolve } from '../../support/solve';
import { solve } from '../../support/solve';
import { plain } from '../../photos/sample-photos';
import { CONTACT, PLACE, rowsOf, startPages, COMPLAINT, type PagesUnderTest } from './walker';

type Fields = Record<string, string>;

const KEY = '5b0c2a7e9d4f4b1c8e6a3f2d1c0b9a87';
const SECRET = 'x3Vb-9QmT0aZ_r7KcLw2Yp8NfHs6DeUgJi4Mo1Bq5Ex';
const SEEN = 'dishub.24.';
const WHOLE: Fields = { ...COMPLAINT, ...PLACE, key: KEY, secret: SECRET, seen: SEEN, language: 'id' };

describe('a complaint that a device sends', () => {
  let test: PagesUnderTest;
  beforeEach(async () => {
    test = await startPages();
  });
  afterEach(() => test.stop());

  const send = (fields: Fields = {}, photos: Buffer[] = [], headers: Fields = {}) => {
    const call = request(test.server).post('/file/send').set(headers);
    for (const [name, value] of Object.entries({ ...WHOLE, ...fields })) void call.field(name, value);
    photos.forEach((photo, index) => void call.attach('photos', photo, `${index}.jpg`));
    return call;
  };
  const photo = () => plain(60, 40).jpeg().toBuffer();

  it('is filed with its photos and answered with number, link and promise', async () => {
    const takenAt = new Date(Date.now() - 3_600_000).toISOString();
    const captures = JSON.stringify([{ takenAt, latitude: -1.6106, longitude: 103.6133 }, { latitude: 'x' }]);
    const { status, body } = await send({ ...CONTACT, captures }, [await photo(), await photo()]);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ code: expect.stringMatching(/^SK-/), kind: 'Lampu jalan', holder: 'Dinas Perhubungan' },
      ...{ by: expect.stringMatching(/WIB/), address: 'mailed', notice: null },
    });
    expect((await test.page(body.my)).text).toContain(COMPLAINT.description);
    expect(await rowsOf(test, 'reporters')).toMatchObject([{ email: CONTACT.email, name: CONTACT.name }]);
    const photos = await rowsOf(test, 'photos');
    expect(photos.map(({ on_the_spot }) => on_the_spot)).toEqual([true, false]);
  });

  it('keeps nothing about its reporter in the answer', async () => {
    const { text } = await send(CONTACT);
    for (const told of Object.values(CONTACT)) expect(text).not.toContain(told);
  });

  it('counts once when it is sent fifty times at once', async () => {
    const sent = await photo();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send({}, [sent])));
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.code)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 503)).toBe(true);
    expect(await rowsOf(test, 'complaints')).toHaveLength(1);
    expect(await rowsOf(test, 'photos')).toHaveLength(1);
  });

  it('is answered again as the first time, whatever the pack or the network says by then', async () => {
    const first = await send();
    const again = await send({ category: 'not-any-more', latitude: '-6.2', longitude: '106.8' });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await rowsOf(test, 'complaints')).toHaveLength(1);
  });

  it('is another complaint with another secret, whose link nobody else gets', async () => {
    const own = await send();
    const other = await send({ secret: SECRET.replace('x', 'y') });
    expect(other.status).toBe(201);
    expect(other.body.code).not.toBe(own.body.code);
    expect(other.body.my).not.toBe(own.body.my);
  });

  it('is refused from another site, and without a key and a secret', async () => {
    const foreign = await send({}, [], { 'Sec-Fetch-Site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect((await send({ key: 'short' })).status).toBe(403);
    expect((await send({ secret: '' })).status).toBe(403);
    expect(await rowsOf(test, 'complaints')).toEqual([]);
  });

  it.each([
    [{ description: 'Mati' }, 'description', 'Tambahkan sedikit: apa yang rusak, sejak kapan.'],
    [{ category: 'not-any-more' }, 'category', 'Pilih jenis masalahnya.'],
    [{ latitude: '-6.2', longitude: '106.8' }, 'place', 'di luar Kota Jambi'],
    [{ latitude: '', longitude: '' }, 'district', 'Tandai tempatnya di peta'],
    [{ phone: '12' }, 'phone', 'Nomor ini tampaknya keliru.'],
  ])('says in the words of the form what is wrong with %j', async (wrong, field, sentence) => {
    const { status, body } = await send(wrong);
    expect(status).toBe(422);
    expect(body).toEqual({ errors: [{ field, error: expect.stringContaining(sentence) }] });
    expect((await send({ ...wrong, language: 'en' })).body).not.toEqual(body);
  });

  it('names the photo that is refused, and is not filed without it', async () => {
    const { status, body } = await send({}, [await photo(), Buffer.from('no photo at all')]);
    expect(status).toBe(422);
    expect(body).toEqual({ errors: [{ field: 'photos', error: expect.stringContaining('“1.jpg”') }] });
    expect(await rowsOf(test, 'complaints')).toEqual([]);
  });

  it('says so when the promise is not the one that was seen', async () => {
    const { body } = await send({ seen: 'pupr.48.' });
    expect(body.notice).toContain(`Dinas Perhubungan, paling lambat ${body.by}`);
  });
});

describe('a complaint that a device sends during an outage', () => {
  it('is promised what the form showed, which asked for it, or else says so', async () => {
    const test = await startPages();
    try {
      await test.api
        .post('/api/v1/agencies/dishub/outages')
        .set('Authorization', `Bearer ${await test.key('command_centre')}`)
        .send({ hours: 48, reason: 'Banjir.' });
      const { body: today } = await test.page('/file/promise?category=lampu-jalan');
      expect(today.outage).toContain('Dinas Perhubungan sedang tidak dapat bekerja sampai');
      const send = (fields: Fields) =>
        test.api
          .post('/file/send')
          .type('form')
          .send({ ...WHOLE, ...fields });
      const seen = await send({ seen: today.seen });
      expect(seen.body.notice).toBeNull();
      expect(today.promise).toBe(`paling lambat ${seen.body.by}`);
      const unseen = await send({ key: KEY.replace('5', '6') });
      expect(unseen.body.notice).toContain('Janjinya berbeda');
      expect((await test.page('/file/promise?category=none')).status).toBe(404);
    } finally {
      await test.stop();
    }
  });
});

describe('a complaint that a device sends from a crowded network', () => {
  it('asks for work that lets it through, once for all of its attempts', async () => {
    const test = await startPages({ limits: { filingPerHour: 1 } });
    try {
      const send = (fields: Fields) => test.api.post('/file/send').type('form').send(fields);
      expect((await send(WHOLE)).status).toBe(201);
      const next = { ...WHOLE, key: KEY.replace('5', '6') };
      const asked = await send(next);
      expect(asked.status).toBe(429);
      expect(Number(asked.headers['retry-after'])).toBeGreaterThan(0);
      const proof = solve(asked.body.challenge as ToSolve);
      expect((await send({ ...next, proof })).status).toBe(201);
      // What has arrived is answered without any.
      expect((await send(next)).status).toBe(201);
    } finally {
      await test.stop();
    }
  });
});
