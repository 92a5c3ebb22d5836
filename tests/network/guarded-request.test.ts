import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedRequest } from '../../network/guarded-request';
import type { OutgoingErrorReason } from '../../network/outgoing-error';

const LOOPBACK = ['127.0.0.0/8'];
const asking = { method: 'GET', timeoutMs: 2000, maxBytes: 1000 } as const;

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

function reasonOf(url: string, deps: Partial<Parameters<typeof createGuardedRequest>[0]> = {}) {
  const request = createGuardedRequest({ allowedNetworks: [], ...deps });
  return request({ ...asking, timeoutMs: 500, url }).then(
    ({ status }) => status,
    ({ reason }: { reason: OutgoingErrorReason }) => reason,
  );
}

describe('a guarded request', () => {
  const request = createGuardedRequest({ allowedNetworks: LOOPBACK });

  it('takes the answer of a machine that the operator allows', async () => {
    const answer = await request({ ...asking, url: `${base}/full` });
    expect([answer.status, answer.body.length]).toEqual([200, 1000]);
  });

  it('sends a body', async () => {
    const answer = await request({
      ...asking,
      method: 'POST',
      url: `${base}/echo`,
      body: Buffer.from('halo'),
    });
    expect(answer.body.toString()).toBe('halo');
  });

  it('takes a redirect for an answer and follows it nowhere', async () => {
    const answer = await request({ ...asking, url: `${base}/away` });
    expect([answer.status, asked]).toEqual([302, ['/away']]);
  });

  it.each([
    ['/large', 'too_large'],
    ['/dripping', 'timeout'],
    ['/broken', 'unreachable'],
  ])('gives up on %s: %s', async (path, reason) => {
    expect(await reasonOf(`${base}${path}`, { allowedNetworks: LOOPBACK })).toBe(reason);
  });

  it('does not ask a name for one bad address among good ones', async () => {
    const resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    expect(await reasonOf('https://mixed.example/', { resolve })).toBe('private_address');
  });

  it('does not ask by http what is merely public', async () => {
    const resolve = async () => [{ address: '93.184.215.14', family: 4 }];
    expect(await reasonOf('http://public.example/', { resolve })).toBe('scheme');
  });

  it('says that a name has no address', async () => {
    const resolve = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await reasonOf('https://nowhere.example/', { resolve })).toBe('unresolvable');
  });

  it('dials what it has checked', async () => {
    const { port } = server.address() as AddressInfo;
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    expect(
      await reasonOf(`http://anything.example:${port}/full`, { allowedNetworks: LOOPBACK, resolve }),
    ).toBe(200);
  });

  it('tells of no TLS where there is none', async () => {
    const { port } = server.address() as AddressInfo;
    expect(await reasonOf(`https://127.0.0.1:${port}/full`, { allowedNetworks: LOOPBACK })).toBe('tls');
  });
});
