import type { Filed } from '../../support/api-under-test';
import { fileMany, startExports, type ExportsUnderTest } from './exports-under-test';

describe('a file of complaints', () => {
  let test: ExportsUnderTest;
  let officer: string;
  let road: Filed;
  let fresh: Filed;
  let vague: Filed;
  let waste: Filed;
  let secret: Filed;
  beforeAll(async () => {
    test = await startExports();
    officer = await test.key('officer', 'pupr');
    fresh = await test.fileAssigned();
    road = await test.fileAssigned({ description: '=HYPERLINK("https://evil.example"),\n"dua" baris' });
    vague = await test.fileAssigned({ location: { district: 'jelutung', address: '@RT 5' } });
    waste = await test.fileAssigned({ category: 'kebersihan', description: 'Sampah menumpuk di TPS.' });
    secret = await test.fileAssigned({ confidential: true });
    for (const { trackingCode } of [road, vague, secret])
      await test.act(trackingCode, 'acknowledge', officer);
  });
  afterAll(() => test.stop());

  const codes = (filed: Filed[]) => filed.map(({ trackingCode }) => trackingCode);

  it('as CSV has the list’s complaints in the list’s order, except the confidential ones', async () => {
    const rows = await test.csv();
    expect(rows.map(({ trackingCode }) => trackingCode)).toEqual(codes([waste, vague, road, fresh]));
    expect(rows[3]).toMatchObject({
      category: 'jalan',
      district: 'jelutung',
      agency: 'pupr',
      status: 'assigned',
      receivedAt: fresh.receivedAt,
      resolveBy: fresh.resolveBy,
      targetHours: '72',
      overdue: 'false',
      escalationLevel: '0',
      supporters: '0',
      acknowledgedAt: '',
      description: '',
      latitude: '',
      link: `https://sikesal.test/track/${fresh.trackingCode}`,
    });
  });

  it('has headers with its type and its name', async () => {
    const csv = await test.open('complaints.csv');
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename=complaints-\d{4}-\d\d-\d\d\.csv$/),
      'cache-control': 'no-cache',
    });
    csv.resume();
    const geojson = await test.open('complaints.geojson', officer, 'HEAD');
    expect(geojson.statusCode).toBe(200);
    expect(geojson.headers).toMatchObject({
      'content-type': 'application/geo+json',
      'content-disposition': expect.stringContaining('.geojson'),
      'cache-control': 'private, no-cache',
    });
    geojson.resume();
  });

  it('makes text of what a spreadsheet would take for a formula, and leaves numbers alone', async () => {
    const rows = await test.csv();
    expect(rows[2]?.description).toBe('\'=HYPERLINK("https://evil.example"),\n"dua" baris');
    expect(rows[2]).toMatchObject({ latitude: '-1.6105', longitude: '103.6131', approximate: 'false' });
    expect(rows[1]).toMatchObject({ address: "'@RT 5", approximate: 'true' });
  });

  it('as CSV for an Indonesian spreadsheet has semicolons, decimal commas and the city’s time', async () => {
    const { text } = await test.api.get('/api/v1/exports/complaints.csv?locale=id').buffer(true);
    expect(text.startsWith('\uFEFFtrackingCode;category;')).toBe(true);
    expect(text).toContain(';-1,6105;103,6131;');
    const local = new Date(Date.parse(road.receivedAt) + 7 * 3_600_000).toISOString();
    expect(text).toContain(`;${local.slice(0, 19).replace('T', ' ')};`);
    expect(text).not.toMatch(/\dT\d\d:/);
    const english = await test.api.get('/api/v1/exports/complaints.csv?locale=en').buffer(true);
    expect(english.text).toContain(',-1.6105,103.6131,');
    expect((await test.api.get('/api/v1/exports/complaints.csv?locale=tlh')).status).toBe(422);
    expect((await test.api.get('/api/v1/exports/complaints.geojson?locale=id')).status).toBe(422);
  });

  it('as GeoJSON has the same complaints, with coordinates only where they are public', async () => {
    const features = await test.features();
    expect(features.map(({ id }) => id)).toEqual(codes([waste, vague, road, fresh]));
    expect(features.map(({ geometry }) => geometry)).toEqual([
      null,
      null,
      { type: 'Point', coordinates: [103.6131, -1.6105] },
      null,
    ]);
    expect(features[2]).toMatchObject({
      type: 'Feature',
      properties: { trackingCode: road.trackingCode, status: 'acknowledged', agency: 'pupr', overdue: false },
    });
    expect(features[2]?.properties).not.toHaveProperty('description');
  });

  it('is complete even when it has no complaints', async () => {
    expect(await test.csv('?status=closed')).toEqual([]);
    expect(await test.whole('complaints.csv?status=closed')).toContain('trackingCode,category,');
    expect(await test.features('?status=closed')).toEqual([]);
  });

  it('has for staff the complaints of their agency, with internal fields', async () => {
    const rows = await test.csv('', officer);
    expect(rows.map(({ trackingCode }) => trackingCode)).toEqual(codes([secret, vague, road, fresh]));
    expect(rows[0]).toMatchObject({
      confidential: 'true',
      channel: 'web',
      published: 'true',
      hidden: 'false',
    });
    expect(rows[3]?.description).toContain('Jalan berlubang');
    expect((await test.features('', officer)).map(({ id }) => id)).toEqual(
      codes([secret, vague, road, fresh]),
    );
    const all = await test.csv('', await test.key('command_centre'));
    expect(all).toHaveLength(5);
  });

  it.each([
    '?category=kebersihan',
    '?status=acknowledged,assigned&category=jalan',
    '?agency=pupr',
    '?level=0',
    '?district=jelutung',
    '?overdue=false',
    '?q=Sampah',
    '?q=HYPERLINK',
    '?bbox=103.5,-1.7,103.7,-1.5',
    '?since=2020-01-01T00:00:00Z',
    '?since=2999-01-01T00:00:00Z',
  ])('takes the list’s filters: %s', async (query) => {
    for (const bearer of [undefined, officer]) {
      const call = test.api.get(`/api/v1/complaints${query}&limit=100`);
      const { body } = await (bearer ? call.set('Authorization', `Bearer ${bearer}`) : call);
      const listed = codes(body.items).filter((code) => bearer !== undefined || code !== secret.trackingCode);
      expect((await test.csv(query, bearer)).map(({ trackingCode }) => trackingCode)).toEqual(listed);
      expect((await test.features(query, bearer)).map(({ id }) => id)).toEqual(listed);
    }
  });

  it.each(['?limit=5', '?cursor=x', '?status=lost', '?sort=level', '?bbox=1'])(
    'is refused with %s as a list is, before anything is sent',
    async (query) => {
      for (const ending of ['csv', 'geojson']) {
        const response = await test.api.get(`/api/v1/exports/complaints.${ending}${query}`);
        expect(response.status).toBe(422);
        expect(response.headers['content-disposition']).toBeUndefined();
      }
    },
  );

  it('is refused when only another type is accepted', async () => {
    const response = await test.api.get('/api/v1/exports/complaints.csv').set('Accept', 'application/pdf');
    expect(response.status).toBe(406);
  });
});

describe('a long file of complaints', () => {
  let test: ExportsUnderTest;
  beforeAll(async () => {
    test = await startExports();
    await test.file();
  });
  afterAll(() => test.stop());
  beforeEach(() => test.db.sequelize.query("DELETE FROM complaints WHERE tracking_code ~ '^SK-[0-9]+$'"));

  it('is read page by page, each complaint once', async () => {
    await fileMany(test, { rows: 1200, words: 1 });
    const rows = await test.csv();
    expect(rows).toHaveLength(1201);
    expect(new Set(rows.map(({ trackingCode }) => trackingCode)).size).toBe(1201);
    expect((await test.features()).map(({ id }) => id)).toEqual(rows.map(({ trackingCode }) => trackingCode));
  });

  it('is cut off when PostgreSQL fails midway, so that nobody takes a part for the whole', async () => {
    await fileMany(test, { rows: 4000, words: 1000 });
    const response = await test.open('complaints.geojson');
    expect(response.statusCode).toBe(200);
    response.pause();
    await test.db.sequelize.query('ALTER TABLE complaints RENAME TO elsewhere');
    try {
      const read = async () => {
        for await (const chunk of response) expect(chunk).toBeDefined();
      };
      await expect(read()).rejects.toThrow('aborted');
    } finally {
      await test.db.sequelize.query('ALTER TABLE elsewhere RENAME TO complaints');
    }
  });

  it('is read no further once the client has left', async () => {
    await fileMany(test, { rows: 4000, words: 1000 });
    const { list } = test.deps.complaints;
    let pages = 0;
    test.deps.complaints.list = (...input) => {
      pages += 1;
      return list(...input);
    };
    try {
      const response = await test.open('complaints.csv');
      response.pause();
      response.destroy();
      // This takes as long as the whole file would.
      await test.whole('complaints.csv?q=SK-0000-0000');
      await test.whole('complaints.csv');
    } finally {
      test.deps.complaints.list = list;
    }
    const ofOthers = 1 + Math.ceil(4001 / 25);
    expect(pages).toBeLessThan(ofOthers + 80);
  });

  it('leaves connections to PostgreSQL for others, however many files are fetched', async () => {
    await fileMany(test, { rows: 1000, words: 1 });
    const files = Array.from({ length: 15 }, () => test.whole('complaints.csv'));
    const { body } = await test.api.get('/api/v1/complaints?limit=1');
    expect(body.items).toHaveLength(1);
    expect((await Promise.all(files)).map((text) => text.split('\n').length)).toEqual(files.map(() => 1003));
  });
});

describe('files of complaints', () => {
  it('are limited per hour and network', async () => {
    const test = await startExports({ limits: { exportsPerHour: 2 } });
    try {
      const ask = () => test.api.get('/api/v1/exports/complaints.csv');
      expect((await ask()).status).toBe(200);
      expect((await ask()).status).toBe(200);
      const third = await ask();
      expect(third.status).toBe(429);
      expect(Number(third.headers['retry-after'])).toBeGreaterThan(3000);
    } finally {
      await test.stop();
    }
  });
});

describe('what files show strangers', () => {
  let test: ExportsUnderTest;
  beforeAll(async () => {
    test = await startExports();
  });
  afterAll(() => test.stop());

  const CANARY = 'KANARI';
  const FILED = {
    description: `${CANARY} deskripsi.`,
    location: { latitude: -1.6105, longitude: 103.6131, address: `${CANARY} alamat 17` },
    reporter: { name: `${CANARY} nama`, email: 'kanari@warga.example', phone: '+6281100004711' },
  };

  it('is nothing of reporters or confidential complaints, and no hidden, rejected, withdrawn or unpublished text', async () => {
    const officer = await test.key('officer', 'pupr');
    const act = async ({ trackingCode }: Filed, name: string, bearer: string, body = {}) =>
      expect((await test.act(trackingCode, name, bearer, body)).status).toBe(200);
    const secret = await test.fileAssigned({ ...FILED, confidential: true });
    const [, hidden, rejected, withdrawn] = [
      await test.fileAssigned(FILED),
      await test.fileAssigned(FILED),
      await test.fileAssigned(FILED),
      await test.fileAssigned(FILED),
    ];
    for (const filed of [secret, hidden, rejected, withdrawn]) await act(filed, 'acknowledge', officer);
    await act(hidden, 'visibility', officer, { hidden: true });
    await act(rejected, 'reject', officer, { reason: 'private_dispute', note: `${CANARY} catatan.` });
    await act(withdrawn, 'withdraw', withdrawn.reporterToken);
    const shown = await test.fileAssigned({
      ...FILED,
      description: 'Terbuka untuk umum.',
      location: { district: 'jelutung', address: 'Jl. 1' },
    });
    await act(shown, 'acknowledge', officer);
    const stranger = [undefined, await test.key('application'), secret.reporterToken];
    for (const bearer of stranger) {
      for (const ending of ['csv', 'geojson']) {
        const text = await test.whole(`complaints.${ending}`, bearer);
        expect(text).toContain(shown.trackingCode);
        expect(text).toContain(hidden.trackingCode);
        expect(text).not.toMatch(/KANARI|kanari|4711|103\.6131|1\.6105/);
        expect(text).not.toContain(secret.trackingCode);
        for (const query of ['status=acknowledged', 'agency=pupr', `q=${secret.trackingCode}`, 'q=KANARI'])
          expect(await test.whole(`complaints.${ending}?${query}`, bearer)).not.toContain(
            secret.trackingCode,
          );
      }
    }
    const theirs = await test.whole('complaints.csv', officer);
    expect(theirs).toContain(`${CANARY} deskripsi.`);
    expect(theirs).not.toMatch(/KANARI nama|kanari@warga|4711/);
  });

  it('is refused to an application without the scope', async () => {
    const { key } = await test.deps.apiKeys.create(
      { role: 'application', agency: null, label: 'chatbot', scopes: ['complaints:file'] },
      { by: 'test' },
    );
    const response = await test.api
      .get('/api/v1/exports/complaints.csv')
      .set('Authorization', `Bearer ${key}`);
    expect(response.status).toBe(403);
  });
});
