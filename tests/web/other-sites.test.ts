import { createHash } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { startPages, type PagesUnderTest } from './pages-under-test';

const ORIGIN = 'https://dashboard.example';
const READS = [
  '/api/v1/categories',
  '/api/v1/city',
  '/api/v1/complaints',
  '/api/v1/statistics',
  '/api/openapi.json',
  '/open311/v2/discovery.json',
  '/open311/v2/requests.xml',
  '/api/v1/exports/complaints.csv',
  '/complaints.geojson',
  '/complaints/feed.rss',
];
/** These redirect to the API's. */
const REDIRECTS = ['/exports/complaints.csv', '/exports/complaints.geojson'];

describe('another system', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
    await test.fileAssigned();
  });
  afterAll(() => test.stop());

  describe('in a browser, on a page of another site', () => {
    it.each([...READS, ...REDIRECTS])('reads %s', async (address) => {
      const { status, headers } = await test.api.get(address).set('Origin', ORIGIN);
      expect(status).toBe(REDIRECTS.includes(address) ? 303 : 200);
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    });

    it.each([...READS, '/api/v1/complaints/SK-0000-0000/support'])(
      'may send a preflight request for %s',
      async (address) => {
        const { status, headers } = await test.api
          .options(address)
          .set({ Origin: ORIGIN, 'Access-Control-Request-Method': 'POST' })
          .set('Access-Control-Request-Headers', 'authorization,idempotency-key,content-type');
        expect([status, headers['access-control-allow-origin']]).toEqual([204, '*']);
        expect(headers['access-control-allow-methods']).toBe('GET, HEAD, POST');
        for (const name of ['Authorization', 'Idempotency-Key', 'Content-Type', 'If-None-Match'])
          expect(headers['access-control-allow-headers']).toContain(name);
      },
    );

    it('reads an error, and the headers that say how to go on', async () => {
      const { status, headers } = await test.api.get('/api/v1/complaints/SK-0000-0000').set('Origin', ORIGIN);
      expect([status, headers['access-control-allow-origin']]).toEqual([404, '*']);
      for (const name of ['ETag', 'Location', 'Link', 'Retry-After', 'RateLimit'])
        expect(headers['access-control-expose-headers']).toContain(name);
    });

    it('cannot read pages', async () => {
      for (const address of ['/', '/complaints', '/desk', '/livez']) {
        const { headers } = await test.api.get(address).set('Origin', ORIGIN);
        expect(headers).not.toHaveProperty('access-control-allow-origin');
        expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      }
    });
  });

  it.each([
    '/api/v1/categories',
    '/api/v1/city',
    '/complaints.geojson',
    '/complaints/feed.rss',
    '/assets/pages.css',
    '/assets/vendor/leaflet/leaflet.js',
  ])('gets a 304 when it names its copy of %s, compressed or not', async (address) => {
    for (const encoding of ['gzip', 'identity']) {
      const first = await test.api.get(address).set('Accept-Encoding', encoding);
      const tag = String(first.headers.etag);
      // A strong one would say that both encodings are the same bytes (RFC 9110 §8.8.3.3).
      expect(tag).toMatch(/^W\//);
      for (const named of [tag, tag.replace('W/', '')]) {
        const again = await test.api.get(address).set({
          ...{ 'Accept-Encoding': encoding, 'If-None-Match': named },
          // Whatever it tells caches: Node's `fetch` adds these headers on its own.
          ...{ 'Cache-Control': 'no-cache', Pragma: 'no-cache' },
        });
        expect([encoding, named, again.status, again.text]).toEqual([encoding, named, 304, '']);
      }
    }
  });

  describe('on a slow connection', () => {
    it.each([
      '/',
      '/file/what',
      '/api/v1/city',
      '/complaints',
      '/assets/vendor/leaflet/leaflet.js',
      '/api/v1/exports/complaints.csv',
    ])('gets %s compressed', async (address) => {
      const { headers, body } = await fetchRaw(test, address, { 'Accept-Encoding': 'gzip' });
      expect(headers['content-encoding']).toBe('gzip');
      expect(headers.vary).toMatch(/Accept-Encoding/);
      const plain = await fetchRaw(test, address, {});
      expect(plain.headers).not.toHaveProperty('content-encoding');
      if (address.startsWith('/assets')) expect(hash(gunzipSync(body))).toBe(hash(plain.body));
      expect(body.length).toBeLessThan(plain.body.length);
    });

    it('gets nothing compressed that holds a secret next to text from others', async () => {
      const { links, trackingCode } = await test.fileAssigned();
      const own = new URL(String(links.my));
      const accepts = { 'Accept-Encoding': 'gzip' };
      const mine = await fetchRaw(test, `/my/${trackingCode}${own.search}`, accepts);
      expect(mine.headers).not.toHaveProperty('content-encoding');
      const signedIn = await fetchRaw(test, '/complaints', {
        ...accepts,
        Cookie: '__Host-sikesal-session=x',
      });
      expect(signedIn.headers).not.toHaveProperty('content-encoding');
    });
  });
});

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The response as it comes, not decompressed. */
function fetchRaw({ server }: PagesUnderTest, path: string, headers: Record<string, string>) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(pieces) }));
    })
      .once('error', reject)
      .end();
  });
}
