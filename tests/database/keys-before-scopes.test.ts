import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../../database/connection';
import { migrate, migrationsFolder } from '../../database/migrate';
import { createApiKeyStore } from '../../database/stores/api-key-store';

const OLD_KEY = `sk_${'Q7r8S9t0U1'.repeat(4)}abc`;

describe('API keys from before there were scopes', () => {
  const server = process.env.TEST_POSTGRES_URL ?? '';
  const name = `test_${randomBytes(8).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;

  beforeAll(async () => {
    await on(server, (client) => client.query(`CREATE DATABASE ${name}`));
    await on(url.href, async (client) => {
      await client.query(
        'CREATE TABLE migrations (name text PRIMARY KEY, applied_at timestamptz DEFAULT now())',
      );
      const before = (await readdir(migrationsFolder())).sort().filter((file) => file < '0013');
      for (const file of before) {
        await client.query(await readFile(join(migrationsFolder(), file), 'utf8'));
        await client.query('INSERT INTO migrations (name) VALUES ($1)', [file]);
      }
      const hash = createHash('sha256').update(OLD_KEY).digest();
      await client.query(
        `INSERT INTO api_keys (id, role, agency, label, prefix, hash) VALUES
          (gen_random_uuid(), 'application', NULL, 'Lama', 'sk_Q7r8S9', $1),
          (gen_random_uuid(), 'officer', 'pupr', 'Loket', 'sk_officer', 'x')`,
        [hash],
      );
    });
  });
  afterAll(() => on(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)));

  async function on(address: string, work: (client: Client) => Promise<unknown>): Promise<void> {
    const client = new Client({ connectionString: address });
    await client.connect();
    await work(client);
    await client.end();
  }

  it('still work, allow what they allowed before and nothing more, and can be rotated', async () => {
    await migrate({ databaseUrl: url.href });
    const db = openDatabase({ url: url.href, maxConnections: 2 });
    const keys = createApiKeyStore({ db });
    const holder = await keys.authenticate(OLD_KEY);
    expect(holder).toMatchObject({
      label: 'Lama',
      scopes: ['complaints:file', 'complaints:act'],
      channel: null,
    });
    const [first, second] = (await keys.list()).sort((one, other) => one.label.localeCompare(other.label));
    expect(first).toMatchObject({ label: 'Lama', prefix: 'sk_Q7r8S9' });
    expect(second).toMatchObject({ label: 'Loket', role: 'officer', scopes: [], prefix: 'sk_officer' });
    const rotated = await keys.rotate({ id: holder?.id ?? '', overlapMs: 0 }, { by: 'test' });
    expect(await keys.authenticate(OLD_KEY)).toBeNull();
    expect(await keys.authenticate(rotated?.key ?? '')).toMatchObject({ id: holder?.id });
    await db.close();
  });
});
