import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CityPack } from '../../city/city-pack';
import { checkPackAtStart } from '../../database/check-pack-at-start';
import { openDatabase } from '../../database/connection';
import { CityChangedError } from '../../database/stores/city-changed-error';
import { openInstallation, type Installation } from '../cli-commands/open-installation';
import { lastJson, runProgram, runSikesal, type Ran } from '../cli-commands/run-sikesal';
import { startTcpProxy } from '../support/tcp-proxy';
import { newMember } from '../support/signed-in';
import { createStaffStore } from '../../database/stores/staff-store';
import { retire, withChangedPack, without, type Retiring } from './changed-pack';
import { startTwoCities } from './two-cities';

const MISSING =
  'categories.json lacks the category "jalan", which the database has (complaints: 1, of them open: 1; staff: 0; ' +
  'keys: 0; webhooks: 0). Put its entry back under "categories", or under "retired" with "since" and "successor".';

/** The default pack's folder without a category that complaints have. */
function unfit<T>(use: (folder: string) => Promise<T>): Promise<T> {
  return withChangedPack(async (edit) => {
    await retire(edit, { kind: 'categories', code: 'jalan', successor: 'infrastruktur' });
    await edit('categories.json', (content) => {
      content.retired = [];
    });
    await edit('replies.json', (content) => {
      content.replies = [];
    });
  }, use);
}

/** With an engine that answers: the doctor gives one that does not some seconds. */
const settingsOf = ({ settings }: Installation) => ({
  ...settings,
  TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
});

const retiredFolder = <T>(retiring: Retiring, use: (folder: string) => Promise<T>) =>
  withChangedPack((edit) => retire(edit, retiring), use);

describe('a pack that lacks a code which the database has', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
    await installation.fileAssigned({ category: 'jalan', agency: 'pupr' });
  });
  afterAll(() => installation.close());

  const sikesal = (CITY_PACK: string, ...args: string[]): Promise<Ran> =>
    runSikesal(args, { ...settingsOf(installation), CITY_PACK });

  it('is reported by "city check --against", given a URL or a file of settings', async () => {
    await unfit(async (folder) => {
      const byUrl = await runSikesal(['city', 'check', folder, '--against', installation.url]);
      expect(byUrl).toMatchObject({ code: 1, stderr: `${MISSING}\n` });
      const settings = await mkdtemp(join(tmpdir(), 'sikesal-env-'));
      const file = join(settings, '.env');
      await writeFile(file, `# ours\nDATABASE_URL=${installation.url}\n`);
      expect(await runSikesal(['city', 'check', folder, '--against', file])).toEqual(byUrl);
      await rm(settings, { recursive: true });
    });
    const nothing = await runSikesal(['city', 'check', '--against', 'nowhere']);
    expect(nothing.stderr).toMatch(/^"--against" is the URL of a database, or a file/);
  });

  it('is reported by the doctor', async () => {
    const ran = await unfit((folder) => sikesal(folder, 'doctor', '--json'));
    const findings = lastJson(ran) as { part: string; detail: string; sound: boolean }[];
    expect(findings.find(({ part }) => part === 'Codes')).toMatchObject({ sound: false, detail: MISSING });
  });

  it('keeps every process from starting: each says so in one line and exits', async () => {
    await unfit(async (folder) => {
      const migrated = await sikesal(folder, 'migrate');
      expect(migrated).toMatchObject({ code: 1, stdout: '' });
      expect(migrated.stderr).toBe(`The city pack does not fit this database: ${MISSING}\n`);
      const settings = {
        ...{ ...installation.settings, CITY_PACK: folder, NODE_ENV: 'development', LOG_LEVEL: 'silent' },
        ...{ PUBLIC_URL: 'http://localhost:1', TEMPORAL_ADDRESS: '127.0.0.1:9', TRUST_PROXY: 'false' },
        ...{ SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'SiKesal <aduan@kota.example>', PORT: '39417' },
        ...{ LINK_SECRET: `k1:${'a'.repeat(64)}`, WORKER_METRICS_ADDRESS: '127.0.0.1:39418' },
      };
      for (const program of ['server/main.ts', 'worker/main.ts']) {
        const ran = await runProgram(program, [], settings);
        expect([program, ran.code, ran.stderr]).toEqual([program, 1, migrated.stderr]);
      }
    });
  });

  it('shows the bare code if it is run all the same, and breaks no page', async () => {
    const cities = await startTwoCities(await without('agencies', 'dishub', 'pupr'));
    const filed = await cities.before.fileAssigned({ category: 'lampu-jalan' });
    const centre = await cities.after.signIn({ role: 'command_centre', agency: null });
    for (const address of ['/', `/track/${filed.trackingCode}`, '/command-centre', '/desk'])
      expect((await cities.after.see(address, centre)).status).toBe(200);
    const { text } = await cities.after.see(`/desk/complaints/${filed.trackingCode}`, centre);
    expect(text).toContain('dishub');
    cities.after.hoursPass(25);
    await cities.after.settle(filed.id);
    const rows = await cities.after.db.models.Notification.findAll({ where: { kind: 'escalated' } });
    expect(rows.map(({ recipient }) => recipient)).toEqual(['command_centre:jcoc', 'command_centre:sekda']);
    await cities.stop();
  });
});

describe('a pack whose policy has other rules under a version that is stored', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  afterAll(() => installation.close());

  const changed = <T>(use: (folder: string) => Promise<T>) =>
    withChangedPack(async (edit) => {
      await edit('policy.json', (content) => {
        (content as unknown as { extensionMaxHours: number }).extensionMaxHours = 12;
      });
    }, use);

  it('is an issue for the doctor, for "city check --against" and at the start', async () => {
    await changed(async (folder) => {
      const settings = { ...settingsOf(installation), CITY_PACK: folder };
      const findings = lastJson(await runSikesal(['doctor', '--json'], settings)) as { part: string }[];
      const issue = expect.stringContaining('give the changed policy a new version');
      expect(findings.find(({ part }) => part === 'Policy')).toMatchObject({ sound: false, detail: issue });
      const against = await runSikesal(['city', 'check', folder, '--against', installation.url]);
      expect(against).toMatchObject({ code: 1, stderr: issue });
      const migrated = await runSikesal(['migrate'], settings);
      expect(migrated).toMatchObject({ code: 1, stderr: issue });
      expect(migrated.stderr.trimEnd().split('\n')).toHaveLength(1);
    });
  });
});

describe('a pack that retires something', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
    await installation.fileAssigned({ category: 'lampu-jalan', agency: 'dishub' });
    await newMember({ staff: createStaffStore(installation) }, { agency: 'dishub' });
  });
  afterAll(() => installation.close());

  it('has its open cases and staff listed by "city check --against" and the doctor', async () => {
    const retiring: Retiring = {
      ...{ kind: 'agencies', code: 'dishub', successor: 'pupr', openCases: 'hand_over' },
    };
    await retiredFolder(retiring, async (folder) => {
      const line =
        'Retired in agencies: "dishub" since 2026-11-30, successor "pupr"; 1 complaints, 1 open, which its successor ' +
        'gets at once; 1 members of staff and 0 keys still belong to it';
      const ran = await runSikesal(['city', 'check', folder, '--against', installation.url]);
      expect([ran.code, ran.stderr]).toEqual([0, '']);
      expect(ran.stdout).toContain(line);
      expect(ran.stdout).toContain('It fits this database.');
      const settings = { ...settingsOf(installation), CITY_PACK: folder };
      const findings = lastJson(await runSikesal(['doctor', '--json'], settings)) as { part: string }[];
      expect(findings.find(({ part }) => part === 'Codes')).toMatchObject({
        ...{ sound: true, detail: expect.stringContaining(line) },
      });
    });
  });
});

describe('a webhook that asks for a code of the pack', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  afterAll(() => installation.close());

  const asking = (agencies: string[], categories: string[] = []) =>
    installation.sql(
      `INSERT INTO webhook_endpoints (id, url, label, types, agencies, categories, include_confidential)
       VALUES (gen_random_uuid(), 'https://hooks.example', 'Pusat data', '{}', '{${agencies}}', '{${categories}}', false)`,
    );
  const examine = async (folder: string) => {
    const settings = { ...settingsOf(installation), CITY_PACK: folder };
    const findings = lastJson(await runSikesal(['doctor', '--json'], settings)) as { part: string }[];
    return {
      found: findings.find(({ part }) => part === 'Webhooks'),
      checked: await runSikesal(['city', 'check', folder, '--against', installation.url]),
    };
  };

  it('is reported when the code is retired, until it asks for the successor, too', async () => {
    const retiring: Retiring = { kind: 'agencies', code: 'dishub', successor: 'pupr', openCases: 'finish' };
    await retiredFolder(retiring, async (folder) => {
      await asking(['dlh', 'dishub']);
      const sentence =
        'The webhook "Pusat data" asks for the agency "dishub", which is retired: add its successor "pupr", or take ' +
        '"dishub" out.';
      const { found, checked } = await examine(folder);
      expect(found).toMatchObject({ sound: false, detail: sentence });
      expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining(`${sentence}\n`)]);
      await installation.sql("UPDATE webhook_endpoints SET agencies = '{dishub,pupr}'");
      expect((await examine(folder)).found).toMatchObject({ sound: true });
    });
  });

  it('keeps a pack that lacks the code from being used', async () => {
    await installation.sql('DELETE FROM webhook_endpoints');
    await asking([], ['jalan']);
    await unfit(async (folder) => {
      const { checked } = await examine(folder);
      expect(checked).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('webhooks: 1). Put its entry back'),
      });
    });
  });
});

describe('a database that is down at the start', () => {
  it('is compared with the pack as soon as it is back', async () => {
    const installation = await openInstallation();
    await installation.fileAssigned({ category: 'jalan', agency: 'pupr' });
    const city: CityPack = await without('categories', 'jalan', 'infrastruktur');
    const url = new URL(installation.url);
    const proxy = await startTcpProxy(url.host);
    proxy.cut();
    url.port = String(proxy.port);
    const db = openDatabase({ url: url.href, maxConnections: 1 });
    const delays: unknown[] = [];
    const onDelay = (error: unknown) => void delays.push(error);
    const misfit = new Promise((resolve) => {
      void checkPackAtStart({ db, city, onDelay, onMisfit: resolve, retryMs: 50 }).then(proxy.mend);
    });
    expect(await misfit).toBeInstanceOf(CityChangedError);
    expect(delays).toHaveLength(1);
    await db.close();
    await proxy.stop();
    await installation.close();
  });
});
