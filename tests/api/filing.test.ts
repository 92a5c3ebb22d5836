import { FILING, PUBLIC_URL, startApi, type ApiUnderTest } from '../support/api-under-test';

describe('filing a complaint', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  const post = (body: object) => test.api.post('/api/v1/complaints').send(body);
  const stored = () => test.db.models.Complaint.count();

  it('answers 201 with everything that the reporter needs afterwards', async () => {
    const response = await post(FILING);
    expect(response.status).toBe(201);
    const { id, trackingCode, reporterToken } = response.body;
    expect(trackingCode).toMatch(/^SK-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(response.headers.location).toBe(`/api/v1/complaints/${trackingCode}`);
    expect(response.body).toEqual({
      id,
      trackingCode,
      status: 'submitted',
      receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      targetHours: 72,
      resolveBy: new Date(Date.parse(response.body.receivedAt) + 72 * 3_600_000).toISOString(),
      reporterToken,
      links: {
        self: `${PUBLIC_URL}/api/v1/complaints/${trackingCode}`,
        track: `${PUBLIC_URL}/track/${trackingCode}`,
        my: `${PUBLIC_URL}/my/${trackingCode}?t=${reporterToken}`,
      },
    });
    const own = await test.get(trackingCode, reporterToken);
    expect(own.body).toMatchObject({ description: FILING.description, reporter: { name: 'Siti Rahma' } });
  });

  it('accepts a district and an address in place of coordinates', async () => {
    const location = { district: 'telanaipura', address: 'Dekat pasar' };
    const { trackingCode, reporterToken } = await test.file({ location });
    const { body } = await test.get(trackingCode, reporterToken);
    expect(body).toMatchObject({
      district: 'telanaipura',
      location: { approximate: true, address: 'Dekat pasar' },
    });
  });

  it('is refused for a place outside the city, and says how far outside it is', async () => {
    const before = await stored();
    const response = await post({ ...FILING, location: { latitude: -1.9, longitude: 103.61 } });
    expect(response.status).toBe(422);
    expect(response.type).toBe('application/problem+json');
    expect(response.body).toMatchObject({
      type: `${PUBLIC_URL}/problems/outside_city`,
      status: 422,
      detail: expect.stringMatching(/^This place lies \d+\.\d km outside Kota Jambi/),
      errors: [{ pointer: '#/location', rule: 'outside_city' }],
    });
    expect(await stored()).toBe(before);
  });

  it.each<[string, object, string, string]>([
    ['a description that is too short', { description: '  pendek  ' }, '#/description', 'minimum'],
    ['a description of 4001 characters', { description: 'a'.repeat(4001) }, '#/description', 'maximum'],
    ['control characters', { description: 'jalan rusak\u0000 sekali' }, '#/description', 'characters'],
    ['half a surrogate pair', { description: 'jalan rusak \ud800 sekali' }, '#/description', 'characters'],
    ['an unknown category', { category: 'naga' }, '#/category', 'enum'],
    ['a missing category', { category: undefined }, '#/category', 'required'],
    [
      'a latitude in a string',
      { location: { latitude: '-1.6', longitude: 103.6 } },
      '#/location/latitude',
      'type',
    ],
    ['a missing longitude', { location: { latitude: -1.6 } }, '#/location/longitude', 'required'],
    ['an unknown district', { location: { district: 'mars', address: 'x' } }, '#/location/district', 'enum'],
    [
      'a district without an address',
      { location: { district: 'telanaipura' } },
      '#/location/address',
      'required',
    ],
    [
      'a line break in an e-mail address',
      { reporter: { email: 'a@b.example\r\nBcc: c@d.example' } },
      '#/reporter/email',
      'format',
    ],
    [
      'two e-mail addresses',
      { reporter: { email: 'a@b.example, c@d.example' } },
      '#/reporter/email',
      'format',
    ],
    ['a NUL in a name', { reporter: { name: 'Siti\u0000' } }, '#/reporter/name', 'characters'],
    ['a telephone number in words', { reporter: { phone: 'nol delapan' } }, '#/reporter/phone', 'format'],
    [
      'a language that the city does not speak',
      { reporter: { language: 'tlh' } },
      '#/reporter/language',
      'enum',
    ],
    ['a status of one’s own', { status: 'closed' }, '#/status', 'unknown'],
    ['an agency of one’s own', { agency: 'pupr' }, '#/agency', 'unknown'],
    ['another time of receipt', { receivedAt: '2020-01-01T00:00:00Z' }, '#/receivedAt', 'unknown'],
    ['anonymity in a string', { anonymous: 'yes' }, '#/anonymous', 'type'],
  ])('refuses %s and stores nothing', async (_what, change, pointer, rule) => {
    const before = await stored();
    const response = await post({ ...FILING, ...change });
    expect(response.status).toBe(422);
    expect(response.body.errors).toContainEqual(expect.objectContaining({ pointer, rule }));
    expect(await stored()).toBe(before);
  });

  it('counts characters, not code units', async () => {
    expect((await post({ ...FILING, description: `ada ${'🕳'.repeat(3996)}` })).status).toBe(201);
  });

  it.each([
    ['JSON that breaks off', '{"category": "jalan"'],
    ['a body that is no object', '[1'],
    ['__proto__', JSON.stringify(FILING).replace('{', '{"__proto__": {"status": "closed"},')],
    ['__proto__ further in', JSON.stringify(FILING).replace('"location":{', '"location":{"__proto__":{},')],
  ])('answers 400 to %s', async (_what, text) => {
    const response = await test.api.post('/api/v1/complaints').type('application/json').send(text);
    expect(response.status).toBe(400);
    expect(response.body.type).toBe(`${PUBLIC_URL}/problems/malformed`);
  });

  it('answers 422 to coordinates too large for a number', async () => {
    const text = JSON.stringify(FILING).replace('-1.6105', '1e309');
    expect((await test.api.post('/api/v1/complaints').type('application/json').send(text)).status).toBe(422);
  });

  it('does not show an anonymous reporter to the agency', async () => {
    const { trackingCode } = await test.fileAssigned({ anonymous: true });
    const officer = await test.key('officer', 'pupr');
    const { body } = await test.get(trackingCode, officer);
    expect(body).toMatchObject({ anonymous: true, description: FILING.description });
    expect(body).not.toHaveProperty('reporter');
  });

  it('lets an application act on what it filed, and on nothing else', async () => {
    const [app, other] = [await test.key('application'), await test.key('application')];
    const { trackingCode } = await test.fileAssigned({}, app);
    expect((await test.get(trackingCode, app)).body).toMatchObject({
      channel: 'api',
      description: FILING.description,
    });
    expect((await test.act(trackingCode, 'withdraw', other)).status).toBe(404);
    expect((await test.act(trackingCode, 'withdraw', app)).status).toBe(200);
  });
});

describe('an Idempotency-Key', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  const post = (key: string, body: object = FILING) =>
    test.api.post('/api/v1/complaints').set('Idempotency-Key', key).send(body);

  it('makes one complaint of fifty concurrent filings', async () => {
    const responses = await Promise.all(Array.from({ length: 50 }, () => post('fifty')));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(responses.map(({ body }) => body.trackingCode)).size).toBe(1);
    expect(await test.db.models.Complaint.count()).toBe(1);
  });

  it('allows the fields to be in another order', async () => {
    const first = await post('order');
    const second = await post('order', Object.fromEntries(Object.entries(FILING).reverse()));
    expect(second.body.trackingCode).toBe(first.body.trackingCode);
  });

  describe('of a client without a credential', () => {
    const SECRET = 'c2VjcmV0LW9mLW9uZS1jbGk';
    const OTHER = 'c2VjcmV0LW9mLWFub3RoZXI';
    const from = (
      network: string,
      key: string,
      { body = FILING, secret }: { body?: object; secret?: string },
    ) => {
      const call = post(key, body).set('X-Forwarded-For', network);
      return secret === undefined ? call : call.set('Idempotency-Secret', secret);
    };

    it('returns the token again with the secret, from any network', async () => {
      const first = await from('192.0.2.1', '1', { secret: SECRET });
      const again = await from('198.51.100.7', '1', { secret: SECRET });
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(first.body.reporterToken).toMatch(/^[\w-]+\.[\w-]{43}$/);
      expect(again.body).toEqual(first.body);
    });

    it('returns no token again without a secret, since anybody may have sent the same', async () => {
      const first = await from('192.0.2.1', '2', {});
      const again = await from('198.51.100.7', '2', {});
      expect(first.body.reporterToken).toBeDefined();
      expect(again.body.trackingCode).toBe(first.body.trackingCode);
      expect(again.body).not.toHaveProperty('reporterToken');
      expect(again.body.links).not.toHaveProperty('my');
      expect(again.text).not.toContain(first.body.reporterToken);
    });

    it('does not affect other clients, whatever they send under it', async () => {
      const secrets = [SECRET, OTHER, undefined];
      const filed = await Promise.all(secrets.map((secret) => from('192.0.2.1', '3', { secret })));
      expect(new Set(filed.map(({ body }) => body.trackingCode)).size).toBe(3);
      const body = { ...FILING, description: 'Lampu jalan padam sejak kemarin.' };
      for (const secret of ['dGhlLXNlY3JldC1vZi1hLXRoaXJk', undefined]) {
        const other = await from('198.51.100.7', '3', { body, secret });
        expect(other.status).toBe(201);
        expect(filed.map((each) => each.body.trackingCode)).not.toContain(other.body.trackingCode);
      }
    });

    it('is refused with another body under the same secret', async () => {
      await from('192.0.2.1', '4', { secret: SECRET });
      const response = await from('192.0.2.1', '4', {
        secret: SECRET,
        body: { ...FILING, confidential: true },
      });
      expect(response.status).toBe(422);
      expect(response.body.type).toBe(`${PUBLIC_URL}/problems/idempotency_conflict`);
    });

    it.each(['short', 'with a space in it, and long', 'x'.repeat(201)])(
      'is refused with a secret like “%s”',
      async (secret) => {
        const { status, body } = await from('192.0.2.1', '5', { secret });
        expect([status, body.errors?.[0].header]).toEqual([422, 'Idempotency-Secret']);
      },
    );

    it('has its secret neither stored nor logged', async () => {
      const rows = await test.db.models.IdempotencyKey.findAll();
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain(SECRET);
      expect(test.logLines.join('')).not.toContain(SECRET);
    });
  });

  it('is separate for each credential', async () => {
    const key = await test.key('application');
    const anonymous = await post('shared');
    const application = await post('shared').set('Authorization', `Bearer ${key}`);
    expect(application.status).toBe(201);
    expect(application.body.trackingCode).not.toBe(anonymous.body.trackingCode);
  });

  it.each([['ü'], ['x'.repeat(256)], [' ']])(
    'is refused as %j, which is not short printable ASCII',
    async (key) => {
      expect([400, 422]).toContain((await post(key)).status);
    },
  );
});
