import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase, type Database } from '../../database/connection';
import { createComplaintReader } from '../../database/readers/complaint-reader';
import { newSecret } from '../../database/stores/api-key-secret';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { createIntakeStore } from '../../database/stores/intake-store';
import { FILING, PUBLIC_URL, startApi, type ApiUnderTest } from '../support/api-under-test';

describe('the service', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  it('reports that it is alive and ready, and its metrics', async () => {
    expect((await test.api.get('/livez')).body).toEqual({ status: 'alive' });
    const ready = await test.api.get('/readyz');
    expect(ready.status).toBe(200);
    expect(ready.body).toEqual({
      status: 'ready',
      postgres: true,
      engine: true,
      mail: true,
      couriersBehind: 0,
      untold: 0,
      unheard: [],
      pressure: { networks: 0, requests: 0 },
      since: { engine: null, mail: null },
      cases: null,
    });
    expect((await test.api.get('/metrics')).text).toContain('sikesal_up 1');
  });

  it('has no security.txt when the operator gave no contact', async () => {
    expect((await test.api.get('/.well-known/security.txt')).status).toBe(404);
  });

  it('names the security contact as RFC 9116 says', async () => {
    const named = await startApi({ securityContact: 'mailto:keamanan@kota.example' });
    try {
      const response = await named.api.get('/.well-known/security.txt');
      expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
      const fields = new Map(
        response.text
          .trimEnd()
          .split('\n')
          .map((each) => each.split(': ', 2) as [string, string]),
      );
      expect(fields.get('Contact')).toBe('mailto:keamanan@kota.example');
      expect(fields.get('Canonical')).toBe(`${PUBLIC_URL}/.well-known/security.txt`);
      expect(fields.get('Preferred-Languages')).toBe('id, en');
      const days = (Date.parse(fields.get('Expires') ?? '') - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(30);
      expect(days).toBeLessThan(365);
    } finally {
      await named.stop();
    }
  });

  it.each(['/api/docs', '/api/docs/'])(
    'shows its documentation at %s, with nothing from other hosts',
    async (address) => {
      const page = await test.api.get(address);
      expect(page.text).not.toMatch(/https?:\/\//);
      const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
      expect(parts).toHaveLength(4);
      for (const part of parts) {
        const { pathname } = new URL(part, `http://localhost${address}`);
        expect((await test.api.get(pathname)).status).toBe(200);
      }
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    },
  );

  it('has no routes for development outside development', async () => {
    const { trackingCode } = await test.fileAssigned();
    const path = `/dev/complaints/${trackingCode}/fast-forward`;
    expect((await test.api.post(path).send({ hours: 1 })).status).toBe(404);
    expect((await test.api.get('/dev/mailbox')).status).toBe(404);
  });

  it('shows the city to everybody, but not its mailboxes', async () => {
    const [categories, agencies, city] = await Promise.all(
      ['categories', 'agencies', 'city'].map((name) => test.api.get(`/api/v1/${name}`)),
    );
    expect(categories?.body.items).toContainEqual(expect.objectContaining({ code: 'jalan', agency: 'pupr' }));
    expect(agencies?.body.items).toContainEqual({ code: 'pupr', names: expect.any(Object) });
    expect(city?.body).toMatchObject({
      code: 'kota-jambi',
      outline: { type: expect.stringMatching(/Polygon$/) },
    });
    for (const response of [categories, agencies, city]) expect(response?.text).not.toContain('@');
  });
});

describe('the service without PostgreSQL', () => {
  let test: ApiUnderTest;
  let nobody: Server;
  let db: Database;
  beforeAll(async () => {
    // A port that closes each connection at once, as a stopping server does.
    nobody = createServer().on('connection', (socket) => socket.destroy());
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
    const { port } = nobody.address() as AddressInfo;
    db = openDatabase({ url: `postgres://nobody@127.0.0.1:${port}/none`, maxConnections: 2 });
    test = await startApi({
      deps: {
        db,
        complaints: createComplaintReader({ db }),
        intake: createIntakeStore({ db }),
        apiKeys: createApiKeyStore({ db }),
      },
    });
  });
  afterAll(async () => {
    await test.stop();
    await db.close();
    await new Promise((resolve) => nobody.close(resolve));
  });

  it.each([
    ['filing', () => test.api.post('/api/v1/complaints').send(FILING)],
    ['reading', () => test.api.get('/api/v1/complaints/SK-0000-0000')],
    ['a list', () => test.api.get('/api/v1/complaints')],
    ['a key', () => test.api.get('/api/v1/city').set('Authorization', `Bearer ${newSecret().key}`)],
    ['a photo', () => test.api.get('/api/v1/photos/01936000-0000-7000-8000-000000000001/full')],
  ])('answers %s with 503 and Retry-After', async (_what, call) => {
    const response = await call();
    expect(response.status).toBe(503);
    expect(response.type).toBe('application/problem+json');
    expect(response.headers['retry-after']).toMatch(/^\d+$/);
  });

  it('is alive but not ready', async () => {
    expect((await test.api.get('/livez')).status).toBe(200);
    const ready = await test.api.get('/readyz');
    expect(ready.status).toBe(503);
    expect(ready.body).toMatchObject({ status: 'unready', postgres: false, engine: true });
  });

  it('still answers what needs no database', async () => {
    expect((await test.api.get('/api/v1/city')).status).toBe(200);
  });
});

describe('the service in development', () => {
  it('moves a complaint’s clock forward and shows the complaint as staff see it', async () => {
    const moved: unknown[] = [];
    const test = await startApi({
      deps: {
        dev: {
          fastForward: async (id, hours) => void moved.push([id, hours]),
          mailboxUrl: 'http://127.0.0.1:9',
        },
      },
    });
    try {
      const { id, trackingCode } = await test.fileAssigned();
      const path = `/dev/complaints/${trackingCode}/fast-forward`;
      const response = await test.api.post(path).send({ hours: 25 });
      expect(response.status).toBe(200);
      expect(response.body).toMatchObject({ trackingCode, description: FILING.description });
      expect(moved).toEqual([[id, 25]]);
      expect((await test.api.post(path).send({ hours: -1 })).status).toBe(422);
      expect((await test.api.get('/dev/mailbox/messages')).status).toBe(503);
    } finally {
      await test.stop();
    }
  });

  it('forwards requests to the mailbox', async () => {
    const mailbox = createServer((request, response) => {
      response
        .setHeader('Content-Type', 'application/json')
        .setHeader('Content-Security-Policy', 'sandbox')
        .end(JSON.stringify([request.url]));
    });
    await new Promise<void>((resolve) => mailbox.listen(0, '127.0.0.1', resolve));
    const { port } = mailbox.address() as AddressInfo;
    const test = await startApi({
      deps: { dev: { fastForward: async () => undefined, mailboxUrl: `http://127.0.0.1:${port}` } },
    });
    try {
      const response = await test.api.get('/dev/mailbox/messages?to=siti@warga.example');
      expect(response.body).toEqual(['/messages?to=siti@warga.example']);
      expect(response.headers['content-security-policy']).toBe('sandbox');
    } finally {
      await test.stop();
      await new Promise((resolve) => mailbox.close(resolve));
    }
  });
});
