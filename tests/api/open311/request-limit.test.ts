import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { FORM, refusalOf, startOpen311, type Open311 } from './open311-client';

const LIMIT = 2;

describe('the limit on all requests, for forms with pictures', () => {
  let test: Open311;
  let networks = 0;
  let from: { 'X-Forwarded-For': string };
  beforeAll(async () => {
    test = await startOpen311({ limits: { requestsPerMinute: LIMIT } });
  });
  beforeEach(() => {
    from = { 'X-Forwarded-For': `192.0.${(networks += 1)}.1` };
  });
  afterAll(() => test.stop());

  const read = async () => (await test.get('services.json').set(from)).status;
  const exhaust = async () => {
    for (let count = 0; count < LIMIT; count += 1) await read();
  };
  const upload = (form: object = {}, query = '') =>
    Object.entries({ ...FORM, ...form }).reduce(
      (call, [name, value]) => call.field(name, value),
      test.api.post(`/open311/v2/requests.json${query}`).set(from),
    );

  it('refuses a form above it before any of the pictures has arrived', async () => {
    await exhaust();
    const { port } = test.server.address() as AddressInfo;
    const sending = http.request({
      ...{ port, method: 'POST', path: '/open311/v2/requests.json' },
      headers: { ...from, 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': 50_000_000 },
    });
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      sending.once('response', resolve).once('error', reject);
    });
    sending.flushHeaders();
    const { statusCode, headers } = await answered;
    sending.on('error', () => undefined).destroy();
    expect([statusCode, headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  });

  it('does not apply to a key in the URL or a header, or in a form without pictures', async () => {
    await exhaust();
    const api_key = test.application;
    const responses = [
      await upload({}, `?api_key=${api_key}`),
      await upload().set('Authorization', `Bearer ${api_key}`),
      await test.post('requests.json', { ...FORM, api_key }).set(from),
    ];
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(responses.map(({ headers }) => headers['ratelimit-policy'])).toEqual(
      responses.map(() => expect.stringMatching(/^"requests";q=10000;w=60/)),
    );
  });

  it('counts a form with a key against the key alone', async () => {
    const { status, headers } = await upload({ api_key: test.application });
    expect([status, headers['ratelimit-policy']]).toEqual([
      200,
      expect.stringMatching(/^"requests";q=10000/),
    ]);
    expect([await read(), await read(), await read()]).toEqual([200, 200, 429]);
  });

  it('counts requests with wrong keys, each once', async () => {
    const tries = [
      () => upload({ api_key: 'sk_nothing' }),
      () => upload().set('Authorization', 'Bearer sk_no'),
    ];
    const statuses = [];
    for (const attempt of [...tries, ...tries]) statuses.push(refusalOf(await attempt())[0]);
    expect(statuses).toEqual([403, 403, 429, 429]);
  });
});
