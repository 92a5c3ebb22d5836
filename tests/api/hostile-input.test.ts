import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { inForm } from '../support/long-form';
import { FILING, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';

interface Route {
  method: 'get' | 'post' | 'delete';
  path: string;
  hasBody: boolean;
}

const HOSTILE_VALUES: unknown[] = [
  null,
  true,
  1e300,
  -1,
  '',
  'x'.repeat(10_000),
  '\u0000',
  '\ud800',
  '<script>alert(1)</script>',
  "'; DROP TABLE complaints; --",
  '{{{constructor}}}',
  '../../etc/passwd',
  [],
  [[[[]]]],
  {},
  { $gt: '' },
  { constructor: { prototype: { polluted: true } } },
];

describe('hostile input', () => {
  let test: ApiUnderTest;
  let filed: Filed;
  let routes: Route[];
  let keys: Record<string, string>;
  beforeAll(async () => {
    test = await startApi();
    filed = await test.fileAssigned();
    keys = {
      officer: await test.key('supervisor', 'pupr'),
      administrator: await test.key('administrator'),
      reporter: filed.reporterToken,
    };
    const { body } = await test.api.get('/api/openapi.json');
    const paths = Object.entries(body.paths as Record<string, Record<string, { requestBody?: unknown }>>);
    // Open311 has an error format of its own (tests/api/open311).
    const own = paths.filter(([path]) => !path.startsWith('/open311/'));
    routes = own.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method as Route['method'],
        path: path.replace('{code}', filed.trackingCode).replace(/\{\w+\}/, 'nonsense'),
        hasBody: operation.requestBody !== undefined,
      })),
    );
  });
  afterAll(() => test.stop());

  /** The state that must not change. */
  const snapshot = async () => {
    const { Complaint, ActInput, TimelineEvent, Photo, Supporter, Rating, ApiKey } = test.db.models;
    const counts = [
      await Complaint.count(),
      await ActInput.count(),
      await TimelineEvent.count(),
      await Photo.count(),
      await Supporter.count(),
      await Rating.count(),
      await ApiKey.count(),
    ];
    const [row] = await Complaint.findAll({ where: { id: filed.id }, raw: true });
    return JSON.stringify([counts, row]);
  };

  let kinds = 0;
  /** Who sends a kind of input to a route: everybody in the long form, in the short one each with another kind. */
  const callersOf = (route: number) => {
    const all = [undefined, ...Object.values(keys)];
    return inForm({ short: [all[(kinds + route) % all.length]], long: all });
  };
  const posts = () => routes.filter(({ hasBody }) => hasBody);

  async function eachRefused(
    which: Route[],
    send: (
      route: Route,
      bearer: string | undefined,
    ) => PromiseLike<{ status: number; type: string; text: string }>,
  ): Promise<void> {
    expect(which.length).toBeGreaterThan(10);
    const before = await snapshot();
    kinds += 1;
    for (const [index, route] of which.entries()) {
      for (const bearer of callersOf(index)) {
        const { status, type, text } = await send(route, bearer);
        const summary = `${route.method} ${route.path}: ${status} ${text.slice(0, 200)}`;
        if (status < 400 || status >= 500 || type !== 'application/problem+json') throw new Error(summary);
      }
    }
    expect(await snapshot()).toBe(before);
  }

  const call = ({ method, path }: Route, bearer?: string) => {
    const request = test.api[method](path);
    return bearer ? request.set('Authorization', `Bearer ${bearer}`) : request;
  };

  it.each([
    ['JSON that is none', 'application/json', '{"a":'],
    ['a prototype', 'application/json', '{"__proto__":{"admin":true}}'],
    ['an array', 'application/json', '[]'],
    ['a word', 'application/json', '"word"'],
    ['null', 'application/json', 'null'],
    ['deep nesting', 'application/json', '['.repeat(5_000) + ']'.repeat(5_000)],
    ['unknown fields', 'application/json', '{"status":"closed","constructor":1}'],
    ['three megabytes of text', 'application/json', JSON.stringify({ description: 'x'.repeat(3_000_000) })],
    ['XML', 'application/xml', '<a/>'],
    ['a form', 'application/x-www-form-urlencoded', 'a=1'],
    ['UTF-16', 'application/json; charset=utf-16', '{}'],
  ])('such as %s in a body is refused by every route', async (_what, type, body) => {
    await eachRefused(posts(), (route, bearer) => call(route, bearer).set('Content-Type', type).send(body));
  });

  it('that is not UTF-8 is refused by every route', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"note":"'),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from('"}'),
    ]);
    await eachRefused(posts(), (route, bearer) =>
      call(route, bearer)
        .set('Content-Type', 'application/json')
        .serialize((value) => value as string)
        .send(bytes as unknown as object),
    );
  });

  it('that claims to be compressed is refused by every route', async () => {
    await eachRefused(posts(), (route, bearer) =>
      call(route, bearer).set('Content-Type', 'application/json').set('Content-Encoding', 'gzip').send('{}'),
    );
  });

  it('such as an unknown or repeated query parameter is refused by every route', async () => {
    for (const query of ['?nonsense=1', '?limit=1&limit=2', '?__proto__[a]=1', '?a=%ff', '?t[]=1']) {
      await eachRefused(routes, (route, bearer) => call({ ...route, path: route.path + query }, bearer));
    }
  });

  it('such as a wrong value in any field of a filing is refused', async () => {
    const before = await snapshot();
    for (const field of ['category', 'description', 'location', 'reporter', 'anonymous', 'confidential']) {
      for (const value of HOSTILE_VALUES) {
        const harmless = isHarmless(field, value);
        const response = await test.api.post('/api/v1/complaints').send({ ...FILING, [field]: value });
        if (!harmless && response.status !== 422 && response.status !== 400)
          throw new Error(`${field} = ${JSON.stringify(value)}: ${response.status}`);
      }
    }
    for (const field of ['latitude', 'longitude', 'address', 'district']) {
      for (const value of HOSTILE_VALUES) {
        const location = { ...FILING.location, [field]: value };
        const response = await test.api.post('/api/v1/complaints').send({ ...FILING, location });
        if (![201, 400, 422].includes(response.status))
          throw new Error(`${field} = ${JSON.stringify(value)}: ${response.status}`);
      }
    }
    expect(JSON.parse(await snapshot())[1]).toEqual(JSON.parse(before)[1]);
    expect({}).not.toHaveProperty('polluted');
  });

  it('such as a method that a path does not have is answered with 405 and the methods it has', async () => {
    for (const path of new Set(routes.map((route) => route.path))) {
      const response = await test.api.put(path).send({});
      expect(response.status).toBe(405);
      expect(response.headers.allow).toMatch(/GET|POST|PATCH|DELETE/);
      expect((await test.api.options(path)).headers.allow).toBe(response.headers.allow);
    }
  });

  it('such as an unknown HTTP method or version is answered with a 4xx', async () => {
    expect(await raw('BREW /api/v1/complaints HTTP/1.1\r\nHost: a\r\n\r\n')).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(await raw('GET / HTTP/9.9\r\n\r\n')).toMatch(/^HTTP\/1\.1 4\d\d/);
  });

  it.each([
    '/api/v1/nothing',
    '/api/v1/complaints/',
    '/api/v1/Complaints',
    '/%00',
    '/api/v1/complaints/%2e%2e',
    '/nothing',
  ])('such as the path %s is answered with 404', async (path) => {
    const response = await test.api.get(path);
    expect(response.status).toBe(404);
    expect(response.type).toBe('application/problem+json');
  });

  it('such as a path that is not UTF-8 is answered with 400', async () => {
    expect((await test.api.get('/api/v1/complaints/%E0%A4%A')).status).toBe(400);
  });

  it('that accepts only an unsupported type is answered with 406', async () => {
    const response = await test.api
      .get(`/api/v1/complaints/${filed.trackingCode}`)
      .set('Accept', 'image/gif');
    expect(response.status).toBe(406);
    expect(response.type).toBe('application/problem+json');
  });

  it('such as a forged host gets into no link', async () => {
    const response = await test.api
      .post('/api/v1/complaints')
      .set({ Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'gopher' })
      .send(FILING);
    expect(response.text + response.headers.location).not.toContain('evil');
  });

  it('is answered with security headers', async () => {
    const { headers } = await test.api.get('/api/v1/city');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-frame-options']).toBe('DENY');
  });

  function raw(text: string): Promise<string> {
    const { port } = test.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      let response = '';
      const socket = connect(port, '127.0.0.1', () => socket.end(text));
      socket.setEncoding('utf8');
      socket.on('data', (data: string) => (response += data));
      socket.on('error', reject);
      socket.on('close', () => resolve(response));
    });
  }
});

/** Whether a hostile value happens to be valid. */
function isHarmless(field: string, value: unknown): boolean {
  if (field === 'reporter') return JSON.stringify(value) === '{}';
  if (field === 'anonymous' || field === 'confidential') return value === true;
  return field === 'description' && typeof value === 'string';
}
