import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { retired } from '../../city-changes/changed-pack';
import { drawn, plain } from '../../photos/sample-photos';
import { createTestDatabase } from '../../support/test-database';
import { FORM, refusalOf, startOpen311, type Open311 } from './open311-client';
import { schemaErrors, readXml } from './schema';

describe('a complaint in GeoReport’s form', () => {
  let test: Open311;
  let pictures: http.Server;
  let address: string;
  let picture: Buffer;
  beforeAll(async () => {
    test = await startOpen311();
    picture = await drawn(300, 200).jpeg().toBuffer();
    pictures = http.createServer((request, response) => {
      if (request.url === '/picture.jpg') response.setHeader('content-type', 'image/jpeg').end(picture);
      else if (request.url === '/moved.jpg') response.writeHead(302, { location: '/picture.jpg' }).end();
      else if (request.url === '/page.html') response.setHeader('content-type', 'image/jpeg').end('<html>');
      else if (request.url === '/large.jpg') response.end(Buffer.alloc(10 * 1024 * 1024 + 1));
      else response.writeHead(404).end(picture);
    });
    await new Promise<void>((listening) => pictures.listen(0, '127.0.0.1', listening));
    address = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    pictures.close();
    await test.stop();
  });

  const post = (form: object = {}, format = 'json') =>
    test.post(`requests.${format}`, { ...FORM, api_key: test.application, ...form });
  const codeOf = (body: unknown) => (body as { service_request_id: string }[])[0]?.service_request_id ?? '';
  const stored = async (body: unknown) => {
    const complaint = await test.deps.complaints.byCode(codeOf(body));
    if (!complaint) throw new Error('nothing was stored');
    return { complaint, reporter: await test.db.models.Reporter.findByPk(complaint.id) };
  };

  it('is stored with its place, text and reporter, and belongs to the application', async () => {
    const response = await post({
      ...{ address_string: 'Jl. Mawar 3', email: 'siti@warga.example', phone: '+62 812 3456 7890' },
      ...{ first_name: 'Siti', last_name: 'Rahma Dewi', account_id: 'warga/17', device_id: 'x1', lang: 'en' },
    });
    expect([response.status, schemaErrors('filed', response.body)]).toEqual([200, []]);
    expect(response.body).toMatchObject([{ service_notice: expect.any(String), account_id: 'warga/17' }]);
    const { complaint, reporter } = await stored(response.body);
    expect(complaint).toMatchObject({
      ...{ category: 'jalan', description: FORM.description, latitude: -1.6105, longitude: 103.6131 },
      ...{
        address: 'Jl. Mawar 3',
        approximate: false,
        anonymous: false,
        confidential: false,
        channel: 'api',
      },
      filedBy: expect.any(String),
    });
    expect(reporter).toMatchObject({
      ...{ name: 'Siti Rahma Dewi', email: 'siti@warga.example', phone: '+6281234567890', language: 'en' },
    });
  });

  it('is answered in XML, too', async () => {
    const { root, content } = readXml((await post({}, 'xml')).text);
    expect([root, content]).toEqual([
      'service_requests',
      [
        {
          service_request_id: expect.stringMatching(/^SK-/),
          service_notice: expect.any(String),
          account_id: '',
        },
      ],
    ]);
  });

  it('may have its key in a header or in the URL as well', async () => {
    const byHeader = await test
      .post('requests.json', FORM)
      .set('Authorization', `Bearer ${test.application}`);
    const byAddress = await test.post(`requests.json?api_key=${test.application}`, FORM);
    expect([byHeader.status, byAddress.status]).toEqual([200, 200]);
  });

  it('can be anonymous or confidential by the service’s attributes', async () => {
    const { body } = await post({ 'attribute[anonymous]': 'yes', 'attribute[confidential][]': 'yes' });
    expect((await stored(body)).complaint).toMatchObject({ anonymous: true, confidential: true });
    const neither = await post({ 'attribute[anonymous]': 'no', 'attribute[confidential]': '' });
    expect((await stored(neither.body)).complaint).toMatchObject({ anonymous: false, confidential: false });
  });

  it('is placed in the district of its address when it has no coordinates', async () => {
    const place = { lat: '', long: '', address_string: 'Jl. Jelutung Raya 4, Kec. Telanaipura, Kota Jambi' };
    const { complaint } = await stored((await post(place)).body);
    expect(complaint).toMatchObject({
      district: 'telanaipura',
      approximate: true,
      address: place.address_string,
    });
    const { body } = await test.get(`requests/${complaint.trackingCode}.json`);
    expect(body).toMatchObject([{ lat: null, long: null, address: 'Telanaipura, Kota Jambi' }]);
  });

  it.each(['Jl. Mawar 3, Kota\u00A0Baru', 'Jl. Mawar 3\nKota\nBaru', 'JL MAWAR 3 KOTA-BARU, 36128'])(
    'is placed there however its address is typed: %j',
    async (address_string) => {
      const { complaint } = await stored((await post({ lat: '', long: '', address_string })).body);
      expect(complaint.district).toBe('kota-baru');
    },
  );

  it('is placed in the successor of a retired district', async () => {
    const city = await retired({ kind: 'districts', code: 'jelutung', successor: 'paal-merah' });
    const database = await createTestDatabase();
    const changed = await startOpen311({ on: { city, database } });
    try {
      const place = { lat: '', long: '', address_string: 'Jl. Mawar 3, Kec. Jelutung, Kota Jambi' };
      const code = await changed.fileRequest(place);
      expect((await changed.deps.complaints.byCode(code))?.district).toBe('paal-merah');
    } finally {
      await changed.stop();
      await database.drop();
    }
  });

  it('may lack a description, and then gets one with the name of its service', async () => {
    const { complaint } = await stored((await post({ description: '' })).body);
    expect(complaint.description).toBe('Jalan rusak, dilaporkan tanpa uraian');
  });

  it('keeps letters of any script, and markup as text', async () => {
    const description = 'Lubang “besar” <script>alert(1)</script> & 道路 🕳️\ndua baris';
    const filed = await post({ description });
    const { complaint } = await stored(filed.body);
    expect(complaint.description).toBe(description);
    await test.assign(complaint.id);
    await test.act(complaint.trackingCode, 'acknowledge', test.officer);
    const { content } = readXml((await test.get(`requests/${complaint.trackingCode}.xml`)).text);
    expect(content).toMatchObject([{ description }]);
  });

  it('is stored once when it is sent again with its Idempotency-Key, even if its API key was rotated', async () => {
    const send = (form: object = {}) => post(form).set('Idempotency-Key', 'pesan-1');
    const first = await send();
    const holder = await test.deps.apiKeys.authenticate(test.application);
    const rotated = await test.deps.apiKeys.rotate(
      { id: holder?.id ?? '', overlapMs: 60_000 },
      { by: 'test' },
    );
    const again = [await send(), await send({ api_key: rotated?.key })];
    expect(again.map(({ body }) => codeOf(body))).toEqual([codeOf(first.body), codeOf(first.body)]);
    expect(refusalOf(await send({ description: 'Sesuatu yang lain sekali.' }))[0]).toBe(400);
    expect(codeOf((await post()).body)).not.toBe(codeOf(first.body));
  });

  it.each([
    [{ service_code: '' }, 400, 'service_code was not provided.'],
    [{ service_code: 'nothing' }, 404, 'service_code was not found.'],
    [{ lat: '' }, 400, 'lat and long go together.'],
    [{ lat: '', long: '' }, 400, 'A location was not provided: send lat and long, or address_string.'],
    [{ lat: '', long: '', address_id: '7' }, 400, /^There are no address_ids here/],
    [
      { lat: '', long: '', address_string: 'Jl. Mawar 3' },
      400,
      /^address_string names no district: Telanaipura/,
    ],
    [
      { lat: '', long: '', address_string: 'Jl. Telanaipurabaru 3' },
      400,
      /^address_string names no district/,
    ],
    [{ lat: '1,5' }, 400, 'lat must be in decimal degrees (WGS84).'],
    [{ lat: '95.1' }, 400, /^lat: /],
    [{ lat: '-6.2', long: '106.8' }, 400, /^This place lies .* km outside Kota Jambi/],
    [{ email: 'siti' }, 400, 'email: is not an e-mail address.'],
    [{ phone: 'none' }, 400, 'phone: is not a telephone number.'],
    [{ first_name: 'Si\u0000ti' }, 400, 'first_name and last_name: has control characters.'],
    [{ description: 'Pendek' }, 400, 'description: must have at least 10 characters.'],
    [{ description: 'x'.repeat(4001) }, 400, 'description: must have at most 4000 characters.'],
    [{ 'attribute[COLOUR]': 'red' }, 400, '“attribute[COLOUR]” is no attribute of this service.'],
    [{ 'attribute[anonymous]': 'maybe' }, 400, 'attribute[anonymous] must be one of no, yes.'],
    [{ account_id: 'x'.repeat(201) }, 400, 'account_id must have at most 200 characters.'],
    [{ jurisdiction_id: 'sfgov.org' }, 404, 'jurisdiction_id provided was not found.'],
    [{ api_key: '' }, 403, 'api_key was not provided.'],
    [{ api_key: 'sk_nothing' }, 403, 'The api_key is not valid.'],
    [{ api_key: 'not even a key' }, 403, 'The api_key is not valid.'],
  ])('is refused with %j: %i', async (form, status, words) => {
    const before = await test.db.models.Complaint.count();
    const [answered, description] = refusalOf(await post(form, 'xml'));
    expect(answered).toBe(status);
    if (typeof words === 'string') expect(description).toBe(words);
    else expect(description).toMatch(words);
    expect(await test.db.models.Complaint.count()).toBe(before);
  });

  it('is refused with an error for each field that breaks a rule', async () => {
    const { body } = await post({ email: 'siti', description: 'x' });
    const described = (body as { description: string }[]).map(({ description }) => description).sort();
    expect(described).toEqual([
      'description: must have at least 10 characters.',
      'email: is not an e-mail address.',
    ]);
  });

  it('can be filed only by applications with the scope', async () => {
    const author = { by: 'test' };
    const reader = await test.deps.apiKeys.create(
      { role: 'application', agency: null, label: 'reads', scopes: ['events:read'] },
      author,
    );
    const revoked = await test.deps.apiKeys.create(
      { role: 'application', agency: null, label: 'old' },
      author,
    );
    await test.deps.apiKeys.revoke(revoked.id, author);
    const keys = [reader.key, revoked.key, test.officer, await test.key('command_centre')];
    const refusals = [];
    for (const api_key of keys) refusals.push(refusalOf(await post({ api_key })));
    expect(refusals).toEqual([
      [403, 'This key is not allowed "complaints:file".'],
      [403, 'The api_key is not valid.'],
      [403, 'Complaints are filed with the api_key of an application.'],
      [403, 'Complaints are filed with the api_key of an application.'],
    ]);
  });

  it.each([
    ['application/json', '{}', 415, /^Send application\/x-www-form-urlencoded/],
    ['application/x-www-form-urlencoded; charset=latin1', 'a=b', 415, /UTF-8/],
    ['application/x-www-form-urlencoded', 'description=%FF', 400, /UTF-8/],
    ['application/x-www-form-urlencoded', 'description=%E0%A4%A', 400, /UTF-8/],
    [
      'application/x-www-form-urlencoded',
      'service_code=jalan&service_code=drainase&api_key=',
      403,
      /api_key/,
    ],
    ['application/x-www-form-urlencoded', `description=${'x'.repeat(256 * 1024)}`, 413, /256 kB/],
    ['multipart/form-data; boundary=x', 'nothing', 400, /multipart/],
    ['multipart/form-data', '', 400, /multipart/],
  ])('in %s that cannot be read (%#) is refused', async (type, body, status, words) => {
    const call = test.api.post('/open311/v2/requests.json').set('Content-Type', type).send(body);
    const [answered, description] = refusalOf(await call);
    expect([answered, description]).toEqual([status, expect.stringMatching(words)]);
  });

  it('is refused when a field with a single value is repeated', async () => {
    const twice = `api_key=${test.application}&service_code=jalan&service_code=drainase`;
    const call = test.api.post('/open311/v2/requests.json').type('form').send(twice);
    expect(refusalOf(await call)).toEqual([400, '“service_code” is there more than once.']);
  });

  describe('with pictures', () => {
    const upload = (name: string, file: Buffer) =>
      Object.entries({ ...FORM, 'attribute[anonymous]': 'yes', api_key: test.application }).reduce(
        (call, [field, value]) => call.field(field, value),
        test.api.post('/open311/v2/requests.json').attach(name, file, 'a.jpg'),
      );
    const photosOf = async (body: unknown) => (await stored(body)).complaint.photos;

    it.each(['media', 'photo1'])('accepts one that is uploaded as “%s”', async (name) => {
      const { body } = await upload(name, picture);
      const { complaint } = await stored(body);
      expect([complaint.photos.length, complaint.anonymous]).toEqual([1, true]);
      await test.assign(complaint.id);
      const unseen = await test.get(`requests/${codeOf(body)}.json`);
      expect(unseen.body).toMatchObject([{ media_url: null }]);
      await test.act(complaint.trackingCode, 'acknowledge', test.officer);
      const seen = await test.get(`requests/${codeOf(body)}.json`);
      const [{ media_url: url } = { media_url: '' }] = seen.body as { media_url: string }[];
      const shown = await test.api.get(new URL(url).pathname);
      expect([shown.status, shown.type]).toEqual([200, 'image/jpeg']);
      // It was redrawn, as every photo is.
      expect(shown.body).not.toEqual(picture);
    });

    it('fetches those that are given by URL', async () => {
      const urls = `media_url=${address}/picture.jpg&media_url=${address}/picture.jpg`;
      const form = new URLSearchParams({ ...FORM, api_key: test.application }).toString();
      const { body } = await test.api.post('/open311/v2/requests.json').type('form').send(`${form}&${urls}`);
      expect(await photosOf(body)).toHaveLength(2);
    });

    it.each([
      ['/missing.jpg', /^media_url could not be fetched/],
      ['/moved.jpg', /^media_url could not be fetched/],
      ['/large.jpg', /^media_url could not be fetched/],
      ['/page.html', 'Photos are JPEG, PNG or WebP; HEIC has to be converted first.'],
      ['https://10.0.0.1/picture.jpg', /^media_url could not be fetched/],
      ['https://169.254.169.254/latest/meta-data', /^media_url could not be fetched/],
      ['http://93.184.215.14/picture.jpg', /^media_url could not be fetched/],
      ['ftp://example.org/picture.jpg', /^media_url could not be fetched/],
      ['picture', /^media_url could not be fetched/],
    ])('is refused when the one at %s cannot be used', async (place, words) => {
      const url = place.startsWith('/') ? `${address}${place}` : place;
      const before = await test.db.models.Complaint.count();
      const [status, description] = refusalOf(await post({ media_url: url }));
      expect([status, description]).toEqual([
        400,
        typeof words === 'string' ? words : expect.stringMatching(words),
      ]);
      expect(await test.db.models.Complaint.count()).toBe(before);
    });

    it.each([
      ['something else', 'document', Buffer.from('x'), 'Pictures are sent as “media”.'],
      [
        'no picture',
        'media',
        Buffer.from('GIF89a'),
        'Photos are JPEG, PNG or WebP; HEIC has to be converted first.',
      ],
      ['more than 10 MB', 'media', Buffer.alloc(10 * 1024 * 1024 + 1), 'A photo has at most 10 MB.'],
    ])('is refused with %s', async (_what, name, file, words) => {
      expect(refusalOf(await upload(name, file))).toEqual([400, words]);
    });

    it('is refused with more than five', async () => {
      const media_url = Array.from({ length: 6 }, () => `${address}/picture.jpg`);
      expect(refusalOf(await post({ media_url }))).toEqual([400, 'At most 5 photos are taken.']);
      const small = await plain(8, 8).png().toBuffer();
      const call = Array.from({ length: 6 }).reduce<ReturnType<typeof upload>>(
        (sending) => sending.attach('media', small, 'a.png'),
        test.api.post('/open311/v2/requests.json').field('api_key', test.application),
      );
      expect(refusalOf(await call)).toEqual([400, 'At most 5 photos are taken.']);
    });
  });
});

describe('many complaints with one key', () => {
  it('are limited, with an error in GeoReport’s format', async () => {
    const test = await startOpen311({ limits: { filingPerMinuteAndKey: 1 } });
    try {
      await test.fileRequest();
      const response = await test.post('requests.xml', { ...FORM, api_key: test.application });
      expect(refusalOf(response)[0]).toBe(429);
      expect(response.headers['retry-after']).toMatch(/^\d+$/);
    } finally {
      await test.stop();
    }
  });
});
