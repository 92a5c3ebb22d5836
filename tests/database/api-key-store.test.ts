import { createApiKeyStore, type ApiKeyStore } from '../../database/stores/api-key-store';
import { selectRows } from '../../database/select-rows';
import { openDesk, type Desk } from './open-desk';

describe('API keys', () => {
  let desk: Desk;
  let keys: ApiKeyStore;
  beforeAll(async () => {
    desk = await openDesk();
    keys = createApiKeyStore({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  it('tell who holds them, and are stored nowhere', async () => {
    const { id, key } = await keys.create({ role: 'officer', agency: 'pupr', label: 'Loket' });
    expect(key).toMatch(/^sk_[0-9A-Za-z]{32,}$/);
    expect(await keys.authenticate(key)).toEqual({ id, role: 'officer', agency: 'pupr', label: 'Loket' });
    const [row] = await selectRows<{ row: string }>(desk.db, {
      sql: 'SELECT k::text AS row FROM api_keys k',
    });
    expect(row?.row).toContain(key.slice(0, 9));
    expect(row?.row).not.toContain(key.slice(0, 12));
  });

  it('work no more once revoked', async () => {
    const { id, key } = await keys.create({ role: 'application', agency: null, label: 'App' });
    expect(await keys.revoke(id)).toBe(true);
    expect(await keys.authenticate(key)).toBeNull();
    expect(await keys.revoke(id)).toBe(false);
    expect(await keys.list()).toMatchObject([{ id, revokedAt: expect.any(Number), lastUsedAt: null }]);
  });

  it('are not found by half a key, another letter or SQL', async () => {
    const { key } = await keys.create({ role: 'command_centre', agency: null, label: 'JCOC' });
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

  it('note their use once a minute', async () => {
    const { id, key } = await keys.create({ role: 'application', agency: null, label: 'App' });
    const { ApiKey } = desk.db.models;
    const lastUsed = async () => (await keys.list())[0]?.lastUsedAt ?? 0;
    await keys.authenticate(key);
    const first = await lastUsed();
    expect(first).toBeGreaterThan(0);
    await keys.authenticate(key);
    expect(await lastUsed()).toBe(first);
    await ApiKey.update({ lastUsedAt: new Date(first - 61_000) }, { where: { id } });
    await keys.authenticate(key);
    expect(await lastUsed()).toBeGreaterThanOrEqual(first);
  });

  it('are refused to an officer of no agency and to a command centre of one', async () => {
    const create = (role: 'officer' | 'command_centre', agency: string | null) =>
      keys.create({ role, agency, label: 'x' });
    await expect(create('officer', null)).rejects.toThrow('needs an agency');
    await expect(create('command_centre', 'pupr')).rejects.toThrow('belongs to no agency');
  });
});
