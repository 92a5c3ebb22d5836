import { selectRows } from '../../database/select-rows';
import { startApi, type ApiUnderTest } from '../support/api-under-test';

describe('API keys over HTTP', () => {
  let test: ApiUnderTest;
  let admin: string;
  beforeAll(async () => {
    test = await startApi();
    admin = await test.key('administrator');
  });
  afterAll(() => test.stop());

  const post = (path: string, body: object = {}, key = admin) =>
    test.api.post(`/api/v1${path}`).set('Authorization', `Bearer ${key}`).send(body);
  const listed = async (id: string) => {
    const { body } = await test.api.get('/api/v1/api-keys').set('Authorization', `Bearer ${admin}`);
    return (body.items as { id: string }[]).find((item) => item.id === id);
  };
  const works = async (key: string) =>
    (await test.api.get('/api/v1/city').set('Authorization', `Bearer ${key}`)).status === 200;
  const APP = { role: 'application', label: 'Dishub Smart' };

  it('are created for an application with scopes, a channel and an expiry', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const wanted = { ...APP, scopes: ['complaints:file'], channel: 'dishub-smart', expiresAt };
    const made = await post('/api-keys', wanted);
    expect(made.status).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    const shown = await listed(made.body.id);
    expect(shown).toMatchObject({ ...wanted, prefix: made.body.key.slice(0, 9), overlapping: [] });
    expect(JSON.stringify(shown)).not.toContain(made.body.key.slice(9));
  });

  it.each([
    ['a scope that there is not', { scopes: ['all'] }, '#/scopes/0'],
    ['no scope at all', { scopes: [] }, '#/scopes'],
    ['a channel with capitals', { channel: 'Dishub' }, '#/channel'],
    ['the channel of our own pages', { channel: 'web' }, '#/channel'],
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }, '#/expiresAt'],
    ['an end that is no instant', { expiresAt: 'tomorrow' }, '#/expiresAt'],
    ['scopes of a role of staff', { role: 'command_centre', scopes: ['events:read'] }, '#/scopes'],
    ['a channel of an officer', { role: 'officer', agency: 'pupr', channel: 'x' }, '#/channel'],
    ['an agency of an application', { agency: 'pupr' }, '#/agency'],
  ])('are not created with %s', async (_, changes, pointer) => {
    const refused = await post('/api-keys', { ...APP, ...changes });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ pointer }]);
  });

  it('get another secret when rotated, and keep the old one for a day unless told otherwise', async () => {
    const { id, key } = (await post('/api-keys', APP)).body;
    const rotated = await post(`/api-keys/${id}/rotate`);
    expect(rotated.status).toBe(200);
    expect(rotated.headers['cache-control']).toBe('no-store');
    expect(rotated.body).toEqual({ id, key: expect.stringMatching(/^sk_/) });
    expect([await works(key), await works(rotated.body.key)]).toEqual([true, true]);
    const { overlapping } = (await listed(id)) as unknown as { overlapping: { endsAt: string }[] };
    const hours = (Date.parse(overlapping[0]?.endsAt ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
    const last = await post(`/api-keys/${id}/rotate`, { overlapHours: 0 });
    expect([await works(key), await works(rotated.body.key), await works(last.body.key)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('keep their expiry when rotated, or get another one or none', async () => {
    const hence = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const { id } = (await post('/api-keys', { ...APP, expiresAt: hence(1) })).body;
    const [later, end] = [
      hence(48),
      async () => (await listed(id)) as unknown as { expiresAt: string | null },
    ];
    await post(`/api-keys/${id}/rotate`, { expiresAt: later });
    expect(await end()).toMatchObject({ expiresAt: later });
    await post(`/api-keys/${id}/rotate`);
    expect(await end()).toMatchObject({ expiresAt: later });
    await post(`/api-keys/${id}/rotate`, { expiresAt: null });
    expect(await end()).toMatchObject({ expiresAt: null });
    const over = await post(`/api-keys/${id}/rotate`, { expiresAt: hence(-1) });
    expect(over.body.errors).toMatchObject([{ pointer: '#/expiresAt', rule: 'past' }]);
  });

  it('are not rotated with an overlap of over a week, with an Idempotency-Key, or once revoked', async () => {
    const { id } = (await post('/api-keys', APP)).body;
    const path = `/api-keys/${id}/rotate`;
    expect((await post(path, { overlapHours: 169 })).body.errors).toMatchObject([
      { pointer: '#/overlapHours' },
    ]);
    expect((await post(path).set('Idempotency-Key', 'once')).status).toBe(422);
    await test.api.delete(`/api/v1/api-keys/${id}`).set('Authorization', `Bearer ${admin}`);
    expect((await post(path)).status).toBe(404);
    expect((await post('/api-keys/nonsense/rotate')).status).toBe(404);
  });

  it('have audit entries with who created, rotated and revoked them', async () => {
    const { id } = (await post('/api-keys', APP)).body;
    await post(`/api-keys/${id}/rotate`);
    await test.api.delete(`/api/v1/api-keys/${id}`).set('Authorization', `Bearer ${admin}`);
    const rows = await selectRows<{ action: string; actor: string }>(test.db, {
      sql: 'SELECT action, actor FROM audit_entries WHERE subject = $1 ORDER BY id',
      bind: [`key:${id}`],
    });
    const by = `key:${(await test.deps.apiKeys.authenticate(admin))?.id}`;
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual(
      ['key_created', 'key_rotated', 'key_revoked'].map((action) => [action, by]),
    );
  });
});
