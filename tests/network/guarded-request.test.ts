import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedRequest } from '../../network/guarded-request';
import type { OutgoingErrorReason } from '../../network/outgoing-error';

const LOOPBACK = ['127.0.0.0/8'];
/** Longer than any machine takes, and short enough for a test to say what went wrong. */
const LONG_MS = 20_000;
const asking = { method: 'GET', timeoutMs: LONG_MS, maxBytes: 1000 } as const;

let server: http.Server;
let base: string;
let asked: string[] = [];

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/away') response.writeHead(302, { location: `${base}/elsewhere` }).end();
    else if (request.url === '/large') response.end('x'.repeat(1001));
    else if (request.url === '/full') response.end('x'.repeat(1000));
    else if (request.url === '/dripping') response.write('x');
    else if (request.url === '/broken')
      response.writeHead(200, { 'content-length': 10 }).write('x', () => response.destroy());
    else if (request.url === '/echo') request.pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  asked = [];
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Deps = Partial<Parameters<typeof createGuardedRequest>[0]>;

function reasonOf(url: string, { timeoutMs = LONG_MS, ...deps }: Deps & { timeoutMs?: number } = {}) {
  const request = createGuardedRequest({ allowedNetworks: [], ...deps });
  return request({ ...asking, timeoutMs, url }).then(
    ({ status }) => status,
    ({ reason }: { reason: OutgoingErrorReason }) => reason,
  );
}

describe('a guarded request', () => {
  const request = createGuardedRequest({ allowedNetworks: LOOPBACK });

  it('reads the response of a machine that the operator allows', async () => {
    const response = await request({ ...asking, url: `${base}/full` });
    expect([response.status, response.body.length]).toEqual([200, 1000]);
  });

  it('sends a body', async () => {
    const response = await request({
      ...asking,
      method: 'POST',
      url: `${base}/echo`,
      body: Buffer.from('halo'),
    });
    expect(response.body.toString()).toBe('halo');
  });

  it('returns a redirect as the response and does not follow it', async () => {
    const response = await request({ ...asking, url: `${base}/away` });
    expect([response.status, asked]).toEqual([302, ['/away']]);
  });

  it.each([
    ['/large', 'too_large'],
    ['/dripping', 'timeout'],
    ['/broken', 'unreachable'],
  ])('gives up on %s: %s', async (path, reason) => {
    const timeoutMs = reason === 'timeout' ? 500 : LONG_MS;
    expect(await reasonOf(`${base}${path}`, { allowedNetworks: LOOPBACK, timeoutMs })).toBe(reason);
  });

  it('reports a server that does not speak TLS', async () => {
    const { port } = server.address() as AddressInfo;
    expect(await reasonOf(`https://127.0.0.1:${port}/full`, { allowedNetworks: LOOPBACK })).toBe('tls');
  });
});
