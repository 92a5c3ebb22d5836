import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDestinationCheck } from '../../network/destination-check';
import { createGuardedRequest } from '../../network/guarded-request';
import type { OutgoingError, OutgoingErrorReason } from '../../network/outgoing-error';

const LOOPBACK = ['127.0.0.0/8'];
const PUBLIC = '93.184.215.14';

/** Paths of the requests that reached the local server. */
let heard: string[] = [];
let server: http.Server;
let port: number;

beforeAll(async () => {
  server = http.createServer((request, response) => {
    heard.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => {
  heard = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const answering =
  (...addresses: string[]) =>
  async (): Promise<LookupAddress[]> =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

interface Around {
  allowedNetworks?: string[];
  resolve?: (name: string) => Promise<LookupAddress[]>;
}

async function reasonOf(work: Promise<unknown>): Promise<OutgoingErrorReason | 'none'> {
  return work.then(
    () => 'none' as const,
    (error: OutgoingError) => error.reason,
  );
}

const whenAsked = (url: string, { allowedNetworks = [], resolve }: Around = {}) =>
  reasonOf(
    createGuardedRequest({ allowedNetworks, resolve })({
      url,
      method: 'GET',
      timeoutMs: 10_000,
      maxBytes: 10,
    }),
  );
const whenTypedIn = (url: string, { allowedNetworks = [], resolve }: Around = {}) =>
  reasonOf(createDestinationCheck({ allowedNetworks, resolve })(url));

/** Each of them is a machine in the city's own network, or no machine at all. */
const ADDRESSES = [
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255'],
  ...['192.168.1.1', '169.254.169.254', '169.254.0.1', '100.64.0.1', '100.100.100.200', '100.127.255.255'],
  ...['192.0.0.192', '192.0.2.1', '192.88.99.1', '198.18.0.1', '198.51.100.1', '203.0.113.1'],
  ...['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '168.63.129.16'],
  ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1'],
  ...[
    '::ffff:169.254.169.254',
    '::ffff:8.8.8.8',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
  ],
  ...['64:ff9b:1::a00:1', '2002:7f00:1::', '2002:a00:1::1', '2001:0:a00:1::', '2001:db8::1', '2001:2::1'],
  ...['fc00::1', 'fd00:ec2::254', 'fdff:ffff::1', 'fe80::1', 'fec0::1', 'ff02::1', '100::1', '5f00::1'],
];

const SPELLINGS = [
  ...['2130706433', '0x7f000001', '017700000001', '0177.0.0.1', '0x7f.1', '127.1', '127.0.1', '0', '0x0'],
  ...[
    '127.0.0.1.',
    '①②⑦.0.0.1',
    '１２７．０．０．１',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '0251.0376.0251.0376',
  ],
  ...['[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:7f00:0001]'],
];

describe('an address that is not public', () => {
  it.each(ADDRESSES)('is refused as a literal and when a name resolves to it: %s', async (address) => {
    const literal = `https://${address.includes(':') ? `[${address}]` : address}/`;
    const resolve = answering(address);
    const name = 'https://receiver.example/';
    expect([
      await whenAsked(literal),
      await whenTypedIn(literal),
      await whenAsked(name, { resolve }),
      await whenTypedIn(name, { resolve }),
    ]).toEqual(Array.from({ length: 4 }, () => 'private_address'));
  });

  it.each(SPELLINGS)('is refused in every spelling: %s', async (host) => {
    expect(await whenAsked(`https://${host}:8443/`)).toBe('private_address');
    expect(await whenTypedIn(`https://${host}:8443/`)).toBe('private_address');
  });

  it.each(['localhost', 'LOCALHOST'])('is refused by its name: %s', async (name) => {
    expect(await whenAsked(`https://${name}:${port}/`)).toBe('private_address');
    expect(heard).toEqual([]);
  });

  it('is refused even when the name also resolves to an allowed or a public one, in either order', async () => {
    const around = { allowedNetworks: LOOPBACK };
    for (const addresses of [
      ['127.0.0.1', '10.0.0.1'],
      ['10.0.0.1', '127.0.0.1'],
      [PUBLIC, '127.0.0.1', '::1'],
      [PUBLIC, '10.0.0.1'],
    ])
      expect(
        await whenAsked(`https://mixed.example:${port}/`, { ...around, resolve: answering(...addresses) }),
      ).toBe('private_address');
    expect(heard).toEqual([]);
  });

  it('is not let in by an allowed network of the other family', async () => {
    expect(await whenAsked('https://[::ffff:127.0.0.1]/', { allowedNetworks: LOOPBACK })).toBe(
      'private_address',
    );
    expect(await whenAsked('https://127.0.0.1/', { allowedNetworks: ['::/0'] })).toBe('private_address');
  });
});

describe('a name whose addresses change', () => {
  it('is refused when it is called, although it was public when it was typed in', async () => {
    const answers = [[PUBLIC], ['127.0.0.1']];
    const resolve = (name: string) => answering(...(answers.shift() ?? []))().then((all) => (void name, all));
    expect(await whenTypedIn(`https://rebound.example:${port}/`, { resolve })).toBe('none');
    expect(await whenAsked(`https://rebound.example:${port}/`, { resolve })).toBe('private_address');
    expect(heard).toEqual([]);
  });

  it('is resolved once per request, so that the address called is the one that was checked', async () => {
    let times = 0;
    const resolve = async () => {
      times += 1;
      return answering(times === 1 ? '127.0.0.1' : '10.0.0.1')();
    };
    const around = { allowedNetworks: LOOPBACK, resolve };
    expect(await whenAsked(`http://once.example:${port}/`, around)).toBe('none');
    expect([times, heard]).toEqual([1, ['/']]);
  });
});

describe('a URL', () => {
  it.each([
    ['https://user@receiver.example/', 'url'],
    ['https://user:pass@receiver.example/', 'url'],
    ['https://receiver.example@127.0.0.1/', 'url'],
    ['https://:@127.0.0.1/', 'private_address'],
    ['//receiver.example/', 'url'],
    ['https://', 'url'],
    ['https://exa mple.org/', 'url'],
    ['https://[fe80::1%25eth0]/', 'url'],
    ['ftp://receiver.example/', 'scheme'],
    ['gopher://127.0.0.1:6379/_FLUSHALL', 'scheme'],
    ['data:text/plain,halo', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['ws://receiver.example/', 'scheme'],
    ['http://receiver.example/', 'scheme'],
    [`http://${PUBLIC}/`, 'scheme'],
    ['https://receiver.example:22/', 'port'],
    ['https://receiver.example:25/', 'port'],
    ['https://receiver.example:80/', 'port'],
    ['https://receiver.example:0/', 'port'],
    [`https://${PUBLIC}:1023/`, 'port'],
  ])('is refused when it is typed in and when it is called: %s, %s', async (url, reason) => {
    const around = { resolve: answering(PUBLIC) };
    expect([await whenTypedIn(url, around), await whenAsked(url, around)]).toEqual([reason, reason]);
  });

  it.each([
    'https://receiver.example/',
    'https://receiver.example:443/x?y#z',
    'https://receiver.example:8443/',
  ])('is accepted when it is public and https: %s', async (url) => {
    expect(await whenTypedIn(url, { resolve: answering(PUBLIC, '2606:4700:4700::1111') })).toBe('none');
  });

  it('may be http and have any port on a machine that the operator allows', async () => {
    expect(await whenTypedIn('http://127.0.0.1:80/', { allowedNetworks: LOOPBACK })).toBe('none');
    expect(await whenTypedIn('http://127.0.0.1:22/', { allowedNetworks: LOOPBACK })).toBe('none');
  });

  it('is refused when its name has no address', async () => {
    const nowhere = () => Promise.reject(new Error('ENOTFOUND receiver.example'));
    for (const resolve of [answering(), nowhere]) {
      const url = 'https://nowhere.example/';
      expect(await whenTypedIn(url, { resolve })).toBe('unresolvable');
      expect(await whenAsked(url, { resolve })).toBe('unresolvable');
    }
  });
});
