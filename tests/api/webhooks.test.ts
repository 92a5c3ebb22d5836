import { selectRows } from '../../database/select-rows';
import { WebhookRefusal } from '../../database/stores/webhook-refusal';
import { startApi, type ApiUnderTest } from '../support/api-under-test';

const URL_OF_OURS = 'http://127.0.0.1:9/hooks?token=x';
const UNKNOWN = '01936000-0000-7000-8000-000000000001';

let test: ApiUnderTest;
let key: string;
beforeAll(async () => {
  test = await startApi();
  key = await test.key('administrator');
});
afterEach(async () => {
  await selectRows(test.db, { sql: 'DELETE FROM webhook_endpoints RETURNING id' });
});
afterAll(() => test.stop());

const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) => {
  const request = test.api[method](`/api/v1/webhooks${path}`).set('Authorization', `Bearer ${key}`);
  return body ? request.send(body) : request;
};
const add = async (body: object = {}) =>
  (await call('post', '', { url: URL_OF_OURS, label: 'JCOC', ...body })).body as {
    id: string;
    secret: string;
  };

describe('a webhook in the API', () => {
  it('is created with a secret that is shown once, and never again', async () => {
    const made = await call('post', '', { url: URL_OF_OURS, label: ' JCOC ', types: ['closed'] });
    expect(made.status).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    expect(made.headers.location).toMatch(new RegExp(`/api/v1/webhooks/${made.body.id}$`));
    const { secret, ...rest } = made.body;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const shown = await call('get', `/${made.body.id}`);
    expect(shown.body).toEqual(rest);
    expect(rest).toMatchObject({
      ...{ url: URL_OF_OURS, label: 'JCOC', types: ['closed'], agencies: [], categories: [] },
      ...{ includeConfidential: false, active: true, inactiveBecause: null, failingSince: null, pending: 0 },
    });
    expect((await call('get', '')).body).toEqual({ items: [rest] });
  });

  it.each([
    ['http://93.184.215.14/', 'scheme'],
    ['https://10.0.0.1/', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://[::ffff:127.0.0.1]/', 'private_address'],
    ['https://93.184.215.14:25/', 'port'],
    ['https://user:pass@93.184.215.14/', 'url'],
    ['https://receiver.invalid/', 'unresolvable'],
    ['jcoc', 'url'],
  ])('is not created for, nor changed to, an address that may not be called: %s, %s', async (url, rule) => {
    const { id } = await add();
    const responses = [
      await call('post', '', { url, label: 'JCOC' }),
      await call('patch', `/${id}`, { url, label: 'Baru' }),
    ];
    for (const { status, body } of responses) {
      expect(status).toBe(422);
      expect(body.errors).toEqual([expect.objectContaining({ pointer: '#/url', rule })]);
    }
    expect((await call('get', '')).body.items).toEqual([
      expect.objectContaining({ url: URL_OF_OURS, label: 'JCOC' }),
    ]);
  });

  it.each([
    [{ types: ['nudged'] }, '#/types/0'],
    [{ types: ['melted'] }, '#/types/0'],
    [{ agencies: ['pupr', 'nasa'] }, '#/agencies/1'],
    [{ label: '' }, '#/label'],
    [{ label: 'a\u0000b' }, '#/label'],
    [{ url: `https://example.org/${'x'.repeat(2000)}` }, '#/url'],
    [{ secret: 'whsec_mine' }, '#/secret'],
  ])('is refused when a field breaks a rule: %j', async (body, pointer) => {
    const { status, body: problem } = await call('post', '', { url: URL_OF_OURS, label: 'JCOC', ...body });
    expect(status).toBe(422);
    expect(problem.errors[0].pointer).toBe(pointer);
  });

  it('accepts no Idempotency-Key where a secret is shown once', async () => {
    const { id } = await add();
    for (const path of ['', `/${id}/secret`]) {
      const { status, body } = await call('post', path, { url: URL_OF_OURS, label: 'JCOC' }).set(
        'Idempotency-Key',
        'k',
      );
      expect([status, body.errors?.[0].header]).toEqual([422, 'Idempotency-Key']);
    }
  });

  it('is changed only in the given fields, switched off and on, and removed', async () => {
    const { id } = await add({ types: ['closed'], agencies: ['pupr'] });
    const changed = await call('patch', `/${id}`, { types: [], active: false });
    expect(changed.body).toMatchObject({
      types: [],
      agencies: ['pupr'],
      active: false,
      inactiveBecause: 'by_hand',
    });
    expect((await call('post', `/${id}/ping`)).status).toBe(409);
    expect((await call('patch', `/${id}`, { active: true })).body).toMatchObject({
      ...{ active: true, inactiveBecause: null },
    });
    expect((await call('delete', `/${id}`)).status).toBe(204);
    expect((await call('get', `/${id}`)).status).toBe(404);
    const audit = await selectRows<{ action: string; actor: string }>(test.db, {
      sql: 'SELECT action, actor, data FROM audit_entries WHERE subject = $1 ORDER BY id',
      bind: [`webhook:${id}`],
    });
    expect(audit.map(({ action }) => action)).toEqual([
      ...['webhook.added', 'webhook.changed', 'webhook.changed', 'webhook.removed'],
    ]);
    expect(audit.every(({ actor }) => actor.startsWith('key:'))).toBe(true);
    expect(JSON.stringify(audit)).not.toContain('token=x');
  });

  it('gets another secret, and says how long the old one still signs', async () => {
    const { id, secret } = await add();
    const rotated = await call('post', `/${id}/secret`);
    expect([rotated.status, rotated.headers['cache-control']]).toEqual([201, 'no-store']);
    expect(rotated.body.secret).not.toBe(secret);
    const until = Date.parse(rotated.body.previousSecretUntil) - Date.now();
    expect(until / 3_600_000).toBeCloseTo(24, 1);
    expect((await call('get', `/${id}`)).body.previousSecretUntil).toBe(rotated.body.previousSecretUntil);
  });

  it('is one of thirty-two at most', async () => {
    for (let n = 0; n < 32; n += 1) await add();
    const { status, body } = await call('post', '', { url: URL_OF_OURS, label: 'JCOC' });
    expect([status, body.type]).toEqual([409, expect.stringMatching(/conflict$/)]);
    await expect(
      test.deps.webhooks.add(
        { url: URL_OF_OURS, label: 'x', types: [], agencies: [], categories: [], includeConfidential: false },
        { by: 'test' },
      ),
    ).rejects.toThrow(WebhookRefusal);
  });
});

describe('deliveries in the API', () => {
  it('are listed page by page without a gap, shown with their attempts, and replayed', async () => {
    const { id } = await add();
    for (let n = 0; n < 5; n += 1) expect((await call('post', `/${id}/ping`)).status).toBe(202);
    const first = await call('get', `/${id}/deliveries?limit=2`);
    expect(first.headers.link).toBe(`<${first.body.next}>; rel="next"`);
    const ids = first.body.items.map((item: { id: string }) => item.id) as string[];
    let next = new URL(first.body.next as string);
    for (;;) {
      const { body } = await call('get', `/${id}/deliveries${next.search}`);
      ids.push(...body.items.map((item: { id: string }) => item.id));
      if (body.next === null) break;
      next = new URL(body.next as string);
    }
    expect(new Set(ids).size).toBe(5);
    const [delivery] = ids;
    const details = await call('get', `/${id}/deliveries/${delivery}`);
    expect(details.body).toMatchObject({
      type: 'ping',
      trackingCode: null,
      state: 'pending',
      attempts: 0,
      tried: [],
    });
    const again = await call('post', `/${id}/deliveries/${delivery}/replay`);
    expect([again.status, again.body.id]).toEqual([202, delivery]);
    await selectRows(test.db, {
      sql: `UPDATE webhook_deliveries SET lease = id, leased_until = now() + interval '1 minute' RETURNING id`,
    });
    expect((await call('post', `/${id}/deliveries/${delivery}/replay`)).status).toBe(409);
    expect((await call('get', `/${id}/deliveries?state=failed`)).body).toEqual({ items: [], next: null });
  });

  it('are found only under their own webhook', async () => {
    const [{ id }, { id: other }] = [await add(), await add()];
    const { body: ping } = await call('post', `/${id}/ping`);
    const paths = [
      ...[`/${UNKNOWN}`, `/${UNKNOWN}/deliveries`, `/no-uuid`, `/no-uuid/deliveries`],
      ...[`/${other}/deliveries/${ping.id}`, `/${id}/deliveries/no-uuid`],
    ];
    for (const path of paths) expect([path, (await call('get', path)).status]).toEqual([path, 404]);
    for (const path of [`/${UNKNOWN}/ping`, `/${UNKNOWN}/secret`, `/${other}/deliveries/${ping.id}/replay`])
      expect([path, (await call('post', path)).status]).toEqual([path, 404]);
    expect((await call('patch', `/${UNKNOWN}`, { label: 'x' })).status).toBe(404);
    expect((await call('delete', `/${UNKNOWN}`)).status).toBe(404);
    expect((await call('get', `/${id}/deliveries?cursor=nonsense`)).status).toBe(422);
  });
});
