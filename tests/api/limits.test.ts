import { newSecret } from '../../database/stores/api-key-secret';
import { networkOf, networksOf, widestNetworkOf } from '../../api/limits/network-of';
import { FILING, startApi, type ApiUnderTest } from '../support/api-under-test';

describe('a limit', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi({
      limits: {
        filingPerHour: 2,
        filingPerMinuteAndKey: 3,
        supportPerHour: 2,
        nearbyPerMinute: 2,
        listsPerMinute: 2,
        unknownCodesPerHour: 3,
      },
    });
  });
  afterAll(() => test.stop());

  const from = (address: string) => ({ 'X-Forwarded-For': address });
  const fileFrom = (address: string) => test.api.post('/api/v1/complaints').set(from(address)).send(FILING);

  it('on filings applies to an address, and a higher one to the networks around it', async () => {
    expect((await fileFrom('203.0.113.1')).status).toBe(201);
    const second = await fileFrom('203.0.113.1');
    expect(second.headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '0' });
    const before = await test.db.models.Complaint.count();
    const third = await fileFrom('203.0.113.1');
    expect(third.status).toBe(429);
    expect(third.body.type).toMatch(/\/problems\/too_many_requests$/);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(3000);
    expect(await test.db.models.Complaint.count()).toBe(before);
    // Its /24 may file four times as much.
    for (const last of [2, 3, 4, 5, 6, 7]) expect((await fileFrom(`203.0.113.${last}`)).status).toBe(201);
    expect((await fileFrom('203.0.113.8')).status).toBe(429);
    expect((await fileFrom('203.0.114.3')).status).toBe(201);
  });

  it('on filings cannot be evaded with the many networks of one site', async () => {
    const statuses = [];
    for (let each = 1; each <= 34; each += 1) {
      statuses.push((await fileFrom(`2001:db8:77:${(each * 256).toString(16)}::1`)).status);
    }
    // A /48 may file sixteen times as much as one of its 65,536 households.
    expect(statuses.filter((status) => status === 201)).toHaveLength(32);
    expect(statuses.slice(32)).toEqual([429, 429]);
  });

  it('applies to long lists, which cost more than others', async () => {
    const list = (address: string) => test.api.get('/open311/v2/requests.json').set(from(address));
    for (const status of [200, 200, 429]) expect((await list('192.0.2.61')).status).toBe(status);
    expect((await list('192.0.3.61')).status).toBe(200);
  });

  it('cannot be evaded with a port, or with something that is no address', async () => {
    for (const port of [1234, 1235]) expect((await fileFrom(`192.0.2.50:${port}`)).status).toBe(201);
    expect((await fileFrom('192.0.2.50:1236')).status).toBe(429);
    expect((await fileFrom('192.0.2.50')).status).toBe(429);
    for (const garbage of ['nonsense', 'more nonsense']) await fileFrom(garbage);
    expect((await fileFrom('yet another')).status).toBe(429);
  });

  it('cannot be evaded by writing an address in front of the proxy’s', async () => {
    await fileFrom('198.51.100.1');
    await fileFrom('198.51.100.1');
    expect((await fileFrom('192.0.2.77, 198.51.100.1')).status).toBe(429);
  });

  it('counts an application by its key, whatever its address', async () => {
    const key = await test.key('application');
    const statuses = [];
    for (const address of ['10.1.0.1', '10.2.0.1', '10.3.0.1', '10.4.0.1']) {
      statuses.push((await fileFrom(address).set('Authorization', `Bearer ${key}`)).status);
    }
    expect(statuses).toEqual([201, 201, 201, 429]);
  });

  it('on guessing tracking codes stops a guesser even at a right one', async () => {
    const { trackingCode } = await test.fileAssigned({}, await test.key('application'));
    const get = (code: string, address: string) =>
      test.api.get(`/api/v1/complaints/${code}`).set(from(address));
    for (const code of ['SK-0000-0001', 'SK-0000-0002', 'nonsense']) {
      expect((await get(code, '192.0.2.1')).status).toBe(404);
    }
    expect((await get(trackingCode, '192.0.2.1')).status).toBe(429);
    expect((await get(trackingCode, '192.0.3.1')).status).toBe(200);
  });

  it('on guessing counts each of several codes in one request', async () => {
    const { trackingCode } = await test.fileAssigned({}, await test.key('application'));
    const ask = (codes: string[]) =>
      test.api.get(`/open311/v2/requests.json?service_request_id=${codes.join(',')}`).set(from('192.0.4.1'));
    expect((await ask([trackingCode, 'SK-0000-0001', 'SK-0000-0002', 'SK-0000-0003'])).status).toBe(200);
    expect((await ask([trackingCode])).status).toBe(429);
  });

  it('applies to “me too” and to looking for complaints nearby', async () => {
    const { trackingCode } = await test.fileAssigned({}, await test.key('application'));
    const support = () =>
      test.api.post(`/api/v1/complaints/${trackingCode}/support`).set(from('192.0.5.1')).send({});
    expect([(await support()).status, (await support()).status, (await support()).status]).toEqual([
      200, 200, 429,
    ]);
    const nearby = () =>
      test.api
        .get('/api/v1/complaints/nearby?latitude=-1.61&longitude=103.61&category=jalan')
        .set(from('192.0.6.1'));
    expect([(await nearby()).status, (await nearby()).status, (await nearby()).status]).toEqual([
      200, 200, 429,
    ]);
  });

  it('on all requests applies only to those without a key', async () => {
    const flooded = await startApi({ limits: { requestsPerMinute: 2 } });
    try {
      const city = () => flooded.api.get('/api/v1/city');
      expect([(await city()).status, (await city()).status, (await city()).status]).toEqual([200, 200, 429]);
      const key = await flooded.key('officer', 'pupr');
      expect((await city().set('Authorization', `Bearer ${key}`)).status).toBe(200);
    } finally {
      await flooded.stop();
    }
  });

  it('on all requests counts those with wrong keys, but not a right one from the same network', async () => {
    const flooded = await startApi({ limits: { requestsPerMinute: 2 } });
    try {
      const city = (key: string) => flooded.api.get('/api/v1/city').set('Authorization', `Bearer ${key}`);
      const guesses = [newSecret().key, 'sk_nonsense', newSecret().key];
      const statuses = [];
      for (const guess of guesses) statuses.push((await city(guess)).status);
      expect(statuses).toEqual([401, 401, 429]);
      expect((await city(await flooded.key('officer', 'pupr'))).status).toBe(200);
    } finally {
      await flooded.stop();
    }
  });
});

describe('the networks of an address', () => {
  it.each([
    ['203.0.113.77', ['203.0.113.77/32', '203.0.113.0/24']],
    ['203.0.113.77:4711', ['203.0.113.77/32', '203.0.113.0/24']],
    ['::ffff:203.0.113.77', ['203.0.113.77/32', '203.0.113.0/24']],
    ['::ffff:cb00:714d', ['203.0.113.77/32', '203.0.113.0/24']],
    ['2001:DB8:1:2ff::1', ['2001:db8:1:2ff::/64', '2001:db8:1:200::/56', '2001:db8:1::/48']],
    ['[2001:db8:1:2ff::1]:443', ['2001:db8:1:2ff::/64', '2001:db8:1:200::/56', '2001:db8:1::/48']],
    ['fe80::1%eth0', ['fe80::/64', 'fe80::/56', 'fe80::/48']],
    ['1.2.3', ['unknown']],
    ['0x7f.1', ['unknown']],
    ['', ['unknown']],
    [undefined, ['unknown']],
  ])('of %s are %j', (address, names) => {
    expect(networksOf(address).map(({ name }) => name)).toEqual(names);
  });

  it('share decoders and space by /24 and /48', () => {
    expect(widestNetworkOf('203.0.113.77')).toBe('203.0.113.0/24');
    expect(widestNetworkOf('2001:db8:1:2ff::1')).toBe('2001:db8:1::/48');
    expect(widestNetworkOf('::ffff:203.0.113.77')).toBe('203.0.113.0/24');
    expect(widestNetworkOf(undefined)).toBe('unknown');
  });

  it('share a queue by /24 and /64', () => {
    expect(networkOf('203.0.113.77')).toBe('203.0.113.0/24');
    expect(networkOf('2001:db8:1:2ff::1')).toBe('2001:db8:1:2ff::/64');
    expect(networkOf('nonsense')).toBe('unknown');
  });
});
