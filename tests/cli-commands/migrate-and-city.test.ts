import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPolicyStore } from '../../database/stores/policy-store';
import { selectRows } from '../../database/select-rows';
import { kotaJambi } from '../city/pack-folders';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { runProgram, runSikesal } from './run-sikesal';

/** A copy of the default pack with one thing changed in one of its files. */
async function changedPack(file: string, change: (json: Record<string, unknown>) => object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sikesal-test-pack-'));
  await cp(kotaJambi, folder, { recursive: true });
  const path = join(folder, file);
  const json = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...json, ...change(json) }));
  return folder;
}

describe('sikesal migrate', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
    await selectRows(database.db, { sql: 'DROP SCHEMA public CASCADE' });
    await selectRows(database.db, { sql: 'CREATE SCHEMA public' });
  });
  afterEach(() => database.drop());

  const migrate = (settings: Record<string, string> = {}) =>
    runSikesal(['migrate'], { DATABASE_URL: database.url, ...settings });

  it('prepares an empty database for the first complaint, and can be repeated', async () => {
    const before = await runSikesal(['keys', 'list'], { DATABASE_URL: database.url });
    expect(before).toMatchObject({ code: 1, stdout: '' });
    expect(before.stderr).toMatch(/^The database is not prepared: .+ migrate.+\n$/);

    const first = await runProgram('cli/sikesal.ts', ['migrate'], { DATABASE_URL: database.url });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('0001-complaints.sql');
    expect(await createPolicyStore(database).find('2026-13')).not.toBeNull();
    expect((await migrate()).stdout).toContain('up to date already');
  });

  it('refuses a changed policy under a version that is in use', async () => {
    await migrate();
    const pack = await changedPack('policy.json', () => ({ extensionMaxHours: 12 }));
    const ran = await migrate({ CITY_PACK: pack });
    await rm(pack, { recursive: true });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/give the changed policy a new version/);
  });
});

describe('sikesal city check', () => {
  it('finds the default pack sound', async () => {
    const ran = await runSikesal(['city', 'check']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('Kota Jambi');
  });

  it('names the file and key of an issue', async () => {
    const pack = await changedPack('city.json', () => ({ timeZone: 'Asia/Atlantis' }));
    const ran = await runSikesal(['city', 'check', pack]);
    await rm(pack, { recursive: true });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('city.json: timeZone');
  });
});
