import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Model, ModelStatic } from 'sequelize';
import { openDatabase } from '../../database/connection';
import { migrate } from '../../database/migrate';
import { selectRows } from '../../database/select-rows';

describe('migrations', () => {
  const server = process.env.TEST_POSTGRES_URL ?? '';
  const name = `test_${randomBytes(8).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;

  beforeAll(() => onServer(`CREATE DATABASE ${name}`));
  afterAll(() => onServer(`DROP DATABASE ${name} WITH (FORCE)`));

  async function onServer(sql: string): Promise<void> {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(sql);
    await client.end();
  }

  it('are applied once when several processes start together', async () => {
    const applied = await Promise.all([1, 2, 3].map(() => migrate({ databaseUrl: url.href })));
    expect(applied.flat()[0]).toBe('0001-complaints.sql');
    expect(new Set(applied.flat()).size).toBe(applied.flat().length);
    expect(await migrate({ databaseUrl: url.href })).toEqual([]);
  });

  it('give every model the columns that it names', async () => {
    const db = openDatabase({ url: url.href, maxConnections: 2 });
    for (const model of Object.values(db.models) as ModelStatic<Model>[]) {
      const columns = await selectRows<{ name: string }>(db, {
        sql: 'SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1',
        bind: [model.getTableName()],
      });
      const named = Object.values(model.getAttributes()).map(({ field }) => field);
      expect(columns.map(({ name: column }) => column)).toEqual(expect.arrayContaining(named));
    }
    await db.close();
  });
});
