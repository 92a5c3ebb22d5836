import { listen } from '../../database/listen';
import { addKey } from '../../database/stores/api-key-changes';
import { createApiKeyStore, type ApiKeyStore } from '../../database/stores/api-key-store';
import { selectRows } from '../../database/select-rows';
import { CHANNELS } from '../../database/stores/notify';
import { eventually } from '../support/courier-bench';
import { openDesk, type Desk } from './open-desk';

const BY = { by: 'test' };
const APP = { role: 'application', agency: null, label: 'App' } as const;
const DAY_MS = 24 * 3_600_000;

describe('API keys', () => {
  let desk: Desk;
  let keys: ApiKeyStore;
  beforeAll(async () => {
    desk = await openDesk();
    keys = createApiKeyStore({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  const sql = <Row extends object>(text: string, ...bind: unknown[]) =>
    selectRows<Row>(desk.db, { sql: text, bind });

  it('identify their holder, and are stored nowhere in full', async () => {
    const { id, key } = await keys.create({ role: 'officer', agency: 'pupr', label: 'Loket' }, BY);
    expect(key).toMatch(/^sk_[0-9A-Za-z]{49}$/);
    expect(await keys.authenticate(key)).toEqual({
      ...{ id, role: 'officer', agency: 'pupr', label: 'Loket', scopes: [], channel: null },
    });
    const rows = await sql<{ row: string }>(
      `SELECT k::text AS row FROM api_keys k UNION ALL SELECT s::text FROM api_key_secrets s
        UNION ALL SELECT a::text FROM audit_entries a`,
    );
    const stored = rows.map(({ row }) => row).join('\n');
    expect(stored).toContain(key.slice(0, 9));
    expect(stored).not.toContain(key.slice(0, 12));
  });

  it('are listed while another one is being added', async () => {
    await keys.create(APP, BY);
    const adding = await desk.db.sequelize.transaction();
    await selectRows(desk.db, { sql: 'LOCK TABLE api_keys', transaction: adding });
    const listing = keys.list();
    await eventually(async () => {
      const waiting = "SELECT 1 FROM pg_locks WHERE relation = 'api_keys'::regclass AND NOT granted";
      return (await sql(waiting)).length > 0;
    });
    await addKey(
      { db: desk.db, transaction: adding, by: 'test' },
      { ...APP, scopes: [], channel: null, expiresAt: null },
    );
    await adding.commit();
    expect(await listing).toHaveLength(2);
  });

  it('of an application have every scope unless they are given fewer', async () => {
    const all = await keys.create(APP, BY);
    expect((await keys.authenticate(all.key))?.scopes).toEqual([
      'complaints:file',
      'complaints:act',
      'events:read',
      'exports:read',
    ]);
    const narrow = await keys.create({ ...APP, scopes: ['events:read'], channel: 'dishub-smart' }, BY);
    expect(await keys.authenticate(narrow.key)).toMatchObject({
      scopes: ['events:read'],
      channel: 'dishub-smart',
    });
  });

  it('stop working once revoked', async () => {
    const { id, key } = await keys.create(APP, BY);
    expect(await keys.revoke(id, BY)).toBe(true);
    expect(await keys.authenticate(key)).toBeNull();
    expect(await keys.revoke(id, BY)).toBe(false);
    expect(await keys.revoke('nonsense', BY)).toBe(false);
    expect(await keys.list()).toMatchObject([
      { id, prefix: key.slice(0, 9), revokedAt: expect.any(Number), lastUsedAt: null },
    ]);
  });

  it('stop working once expired', async () => {
    const { id, key } = await keys.create({ ...APP, expiresAt: Date.now() + DAY_MS }, BY);
    expect(await keys.authenticate(key)).toMatchObject({ id });
    await sql("UPDATE api_keys SET expires_at = now() - interval '1 millisecond'");
    expect(await keys.authenticate(key)).toBeNull();
    expect(await keys.rotate({ id, overlapMs: 0 }, BY)).toBeNull();
  });

  it('are not found by part of a key, a changed letter or SQL', async () => {
    const { key } = await keys.create({ role: 'command_centre', agency: null, label: 'JCOC' }, BY);
    const wrong = [
      '',
      key.slice(0, -1),
      `${key} `,
      key.toLowerCase() + 'x',
      "' OR 1=1 --",
      '\u0000',
      'x'.repeat(1e5),
    ];
    for (const attempt of wrong) expect(await keys.authenticate(attempt)).toBeNull();
  });

  it('of the first release, which have no check letters, still work', async () => {
    const old = `sk_${'A1b2C3d4E5'.repeat(4)}xyz`;
    const { id } = await keys.create(APP, BY);
    await sql("UPDATE api_key_secrets SET hash = sha256(convert_to($1, 'UTF8')) WHERE key_id = $2", old, id);
    expect(await keys.authenticate(old)).toMatchObject({ id });
  });

  it('record their use at most once a minute', async () => {
    const { id, key } = await keys.create(APP, BY);
    const lastUsed = async () => (await keys.find(id))?.lastUsedAt ?? 0;
    await keys.authenticate(key);
    const first = await lastUsed();
    expect(first).toBeGreaterThan(0);
    await keys.authenticate(key);
    expect(await lastUsed()).toBe(first);
    await sql("UPDATE api_keys SET last_used_at = now() - interval '61 seconds'");
    await keys.authenticate(key);
    expect(await lastUsed()).toBeGreaterThanOrEqual(first);
  });

  it('are refused for an officer without an agency, a command centre with one, and an officer with scopes', async () => {
    const create = (role: 'officer' | 'command_centre', agency: string | null) =>
      keys.create({ role, agency, label: 'x' }, BY);
    await expect(create('officer', null)).rejects.toThrow('needs an agency');
    await expect(create('command_centre', 'pupr')).rejects.toThrow('belongs to no agency');
    const officer = { role: 'officer', agency: 'pupr', label: 'x' } as const;
    await expect(keys.create({ ...officer, scopes: ['events:read'] }, BY)).rejects.toThrow('neither scopes');
    expect(await keys.list()).toEqual([]);
  });

  describe('when they are rotated', () => {
    it('work with both secrets until the overlap is over, then with the new one only', async () => {
      const { id, key: before } = await keys.create(APP, BY);
      const rotated = await keys.rotate({ id, overlapMs: DAY_MS }, BY);
      const after = rotated?.key ?? '';
      expect(await keys.authenticate(before)).toMatchObject({ id });
      expect(await keys.authenticate(after)).toMatchObject({ id });
      const [listed] = await keys.list();
      expect(listed).toMatchObject({ prefix: after.slice(0, 9) });
      expect(listed?.overlapping).toEqual([{ prefix: before.slice(0, 9), endsAt: expect.any(Number) }]);
      await sql('UPDATE api_key_secrets SET ends_at = now() WHERE ends_at IS NOT NULL');
      expect(await keys.authenticate(before)).toBeNull();
      expect(await keys.authenticate(after)).toMatchObject({ id });
      expect((await keys.find(id))?.overlapping).toEqual([]);
    });

    it('end the old secret at once when there is no overlap, and never later than an earlier rotation set', async () => {
      const { id, key: first } = await keys.create(APP, BY);
      await keys.rotate({ id, overlapMs: 1_000 }, BY);
      await keys.rotate({ id, overlapMs: 7 * DAY_MS }, BY);
      const ends = (await keys.find(id))?.overlapping.map(({ endsAt }) => endsAt) ?? [];
      expect(ends).toHaveLength(2);
      expect(Math.min(...ends)).toBeLessThan(Date.now() + DAY_MS);
      await keys.rotate({ id, overlapMs: 0 }, BY);
      expect(await keys.authenticate(first)).toBeNull();
      expect((await keys.find(id))?.overlapping).toEqual([]);
    });

    it('get no new secret when they were revoked or never existed', async () => {
      const { id } = await keys.create(APP, BY);
      await keys.revoke(id, BY);
      expect(await keys.rotate({ id, overlapMs: 0 }, BY)).toBeNull();
      expect(await keys.rotate({ id: 'nonsense', overlapMs: 0 }, BY)).toBeNull();
    });

    it('end up with one lasting secret when two rotations run at once', async () => {
      const { id } = await keys.create(APP, BY);
      const both = await Promise.all([1, 2].map(() => keys.rotate({ id, overlapMs: DAY_MS }, BY)));
      for (const one of both) expect(await keys.authenticate(one?.key ?? '')).toMatchObject({ id });
      expect((await keys.find(id))?.overlapping).toHaveLength(2);
    });
  });

  it('wake the open streams of the feed when they are rotated or revoked', async () => {
    const heard: string[] = [];
    const ear = listen({
      url: desk.url,
      channels: [CHANNELS.feed],
      onNotify: ({ channel }) => heard.push(channel),
      onLost: () => undefined,
    });
    try {
      await ear.listening;
      heard.length = 0;
      const { id } = await keys.create(APP, BY);
      await keys.rotate({ id, overlapMs: 0 }, BY);
      await keys.revoke(id, BY);
      await eventually(() => heard.length === 2);
    } finally {
      await ear.close();
    }
  });

  it('are traced to their owner when somebody sends one in, even when they no longer work', async () => {
    const { id, key } = await keys.create(APP, BY);
    await keys.rotate({ id, overlapMs: 0 }, BY);
    await keys.revoke(id, BY);
    const found = await keys.ownerOf(key);
    expect(found).toMatchObject({ owner: { id, label: 'App', revokedAt: expect.any(Number) }, works: false });
    const working = await keys.create(APP, BY);
    expect(await keys.ownerOf(working.key)).toMatchObject({ owner: { lastUsedAt: null }, works: true });
    expect(await keys.ownerOf(`${key}x`)).toBeNull();
  });

  it('leave an audit entry for each change, with who made it and without the secret', async () => {
    const { id } = await keys.create({ ...APP, channel: 'si-raja-koja' }, { by: 'staff:1' });
    await keys.rotate({ id, overlapMs: 5 }, { by: 'key:2' });
    await keys.revoke(id, { by: 'cli' });
    await keys.revoke(id, { by: 'cli' });
    const entries = await sql('SELECT actor, action, subject, data FROM audit_entries ORDER BY id');
    expect(entries).toMatchObject([
      {
        ...{ actor: 'staff:1', action: 'key_created', subject: `key:${id}` },
        data: { role: 'application', channel: 'si-raja-koja', prefix: expect.any(String) },
      },
      { actor: 'key:2', action: 'key_rotated', data: { overlapMs: 5, prefix: expect.any(String) } },
      { actor: 'cli', action: 'key_revoked' },
    ]);
  });
});
