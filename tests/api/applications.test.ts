import { createReporterStore } from '../../database/stores/reporter-store';
import { KEY_SCOPES, type KeyScope } from '../../domain/key-scopes';
import { FILING, startApi, type ApiUnderTest } from '../support/api-under-test';

const BY = { by: 'test' };
const APP = { role: 'application', agency: null, label: 'Dishub Smart' } as const;

describe('an application', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  const keyOf = async (input: { scopes?: KeyScope[]; channel?: string } = {}) =>
    (await test.deps.apiKeys.create({ ...APP, ...input }, BY)).key;
  const list = async (query: string, key?: string) => {
    const call = test.api.get(`/api/v1/complaints?${query}`);
    const { body } = await (key ? call.set('Authorization', `Bearer ${key}`) : call);
    return (body.items as { trackingCode: string }[]).map(({ trackingCode }) => trackingCode);
  };

  it('files under its channel and a reference of its own, which the public does not see', async () => {
    const key = await keyOf({ channel: 'dishub-smart' });
    const { trackingCode } = await test.fileAssigned({ externalReference: 'DS-118' }, key);
    const supervisor = await test.key('supervisor', 'pupr');
    const origin = { channel: 'dishub-smart', externalReference: 'DS-118' };
    for (const bearer of [key, supervisor, await test.key('administrator')]) {
      expect((await test.get(trackingCode, bearer)).body).toMatchObject(origin);
    }
    await test.act(trackingCode, 'acknowledge', supervisor);
    for (const bearer of [undefined, await keyOf(), await test.key('officer', 'dlh')]) {
      const { body } = await test.get(trackingCode, bearer);
      expect(body.description).toBe(FILING.description);
      expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['channel']));
      expect(JSON.stringify(body)).not.toMatch(/DS-118|dishub-smart/);
    }
  });

  it('finds what it filed by its reference, as the agency’s staff do, and nobody else', async () => {
    const key = await keyOf({ channel: 'si-raja-koja' });
    const filed = await test.fileAssigned({ externalReference: 'RK-7', confidential: true }, key);
    const other = await keyOf({ channel: 'si-raja-koja' });
    await test.fileAssigned({ externalReference: 'RK-7' }, other);
    expect(await list('reference=RK-7', key)).toEqual([filed.trackingCode]);
    expect(await list('channel=si-raja-koja', key)).toEqual([filed.trackingCode]);
    expect(await list('reference=RK-7', await test.key('officer', 'pupr'))).toHaveLength(2);
    expect(await list('channel=si-raja-koja', await test.key('command_centre'))).toHaveLength(2);
    expect(await list('reference=RK-7', await test.key('officer', 'dlh'))).toEqual([]);
    expect(await list('reference=RK-7', filed.reporterToken)).toEqual([]);
    expect(await list('reference=RK-7')).toEqual([]);
    expect(await list('channel=web')).toEqual([]);
  });

  it('is the only one that may give a reference of its own', async () => {
    const bearers = [undefined, await test.key('officer', 'pupr')];
    for (const bearer of bearers) {
      const call = test.api.post('/api/v1/complaints').send({ ...FILING, externalReference: 'X' });
      const response = await (bearer ? call.set('Authorization', `Bearer ${bearer}`) : call);
      expect(response.status).toBe(422);
      expect(response.body.errors).toMatchObject([{ pointer: '#/externalReference', rule: 'unknown' }]);
    }
  });

  it('loses its reference to a complaint whose reporter is erased', async () => {
    const key = await keyOf();
    const { id } = await test.fileAssigned({ externalReference: 'ERASE-1' }, key);
    expect(await list('reference=ERASE-1', key)).toHaveLength(1);

    await createReporterStore({ db: test.db }).erase({ complaintId: id, actor: 'test' });
    expect(await list('reference=ERASE-1', key)).toEqual([]);
  });

  const needs: [KeyScope, (key: string, code: string) => Promise<{ status: number }>][] = [
    [
      'complaints:file',
      (key) => test.api.post('/api/v1/complaints').set('Authorization', `Bearer ${key}`).send(FILING),
    ],
    ['complaints:file', (key, code) => test.act(code, 'support', key)],
    ['complaints:act', (key, code) => test.act(code, 'withdraw', key)],
    ['complaints:act', (key, code) => test.act(code, 'rating', key, { stars: 5 })],
    [
      'exports:read',
      (key) => test.api.get('/api/v1/exports/complaints.geojson').set('Authorization', `Bearer ${key}`),
    ],
    ['events:read', (key) => test.api.get('/api/v1/events').set('Authorization', `Bearer ${key}`)],
  ];
  it.each(needs)('needs the scope %s where it is required', async (scope, send) => {
    const { trackingCode } = await test.fileAssigned();
    const refused = (await send(
      await keyOf({ scopes: KEY_SCOPES.filter((each) => each !== scope) }),
      trackingCode,
    )) as Awaited<ReturnType<typeof test.act>>;
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ type: expect.stringMatching(/\/insufficient_scope$/), scope });
    expect(refused.headers['www-authenticate']).toContain(`scope="${scope}"`);
    expect((await send(await keyOf({ scopes: [scope] }), trackingCode)).status).not.toBe(403);
  });

  it('reads what is public without any scope', async () => {
    const { trackingCode } = await test.fileAssigned();
    expect((await test.get(trackingCode, await keyOf({ scopes: [] }))).status).toBe(200);
  });

  it('is refused as soon as its key is revoked', async () => {
    const { id, key } = await test.deps.apiKeys.create(APP, BY);
    const city = () => test.api.get('/api/v1/city').set('Authorization', `Bearer ${key}`);
    expect((await city()).status).toBe(200);
    await test.deps.apiKeys.revoke(id, BY);
    expect((await city()).status).toBe(401);
  });
});

describe('the limit of a key', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi({ limits: { requestsPerMinuteAndKey: 3, filingPerMinuteAndKey: 2 } });
  });
  afterAll(() => test.stop());

  const city = (key: string) => test.api.get('/api/v1/city').set('Authorization', `Bearer ${key}`);

  it('is in the standard’s headers of every response, including errors', async () => {
    const key = await test.key('officer', 'pupr');
    const { headers } = await city(key);
    expect(headers['ratelimit-policy']).toBe('"requests";q=3;w=60');
    expect(headers.ratelimit).toMatch(/^"requests";r=2;t=\d+$/);
    const missing = await test.get('SK-0000-0000', key);
    expect(missing.status).toBe(404);
    expect(missing.headers.ratelimit).toMatch(/^"requests";r=1;t=/);
    await city(key);
    const refused = await city(key);
    expect(refused.status).toBe(429);
    expect(refused.headers.ratelimit).toMatch(/^"requests";r=0;t=/);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await city(await test.key('officer', 'pupr'))).status).toBe(200);
  });

  it('is listed beside the limit on filing, each under its name', async () => {
    const key = await test.key('application');
    const { headers } = await test.api
      .post('/api/v1/complaints')
      .set('Authorization', `Bearer ${key}`)
      .send(FILING);
    expect(headers['ratelimit-policy']).toBe('"requests";q=3;w=60, "filing";q=2;w=60');
    expect(headers.ratelimit).toMatch(/^"requests";r=2;t=\d+, "filing";r=1;t=\d+$/);
  });

  it('is the same for both secrets of a key that is being rotated', async () => {
    const { id, key } = await test.deps.apiKeys.create(APP, BY);
    const rotated = await test.deps.apiKeys.rotate({ id, overlapMs: 60_000 }, BY);
    await city(key);
    expect((await city(rotated?.key ?? '')).headers.ratelimit).toMatch(/^"requests";r=1;/);
  });

  it('is not shown without a key', async () => {
    const { headers } = await test.api.get('/api/v1/city');
    expect(Object.keys(headers).filter((name) => name.startsWith('ratelimit'))).toEqual([]);
  });
});
