import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../../cli/commands/cli-error';
import { readSettings } from '../../cli/commands/settings';
import { writeStack } from '../../cli/stack/stack-file';
import { runProgram, runSikesal } from './run-sikesal';

const STACK = {
  DATABASE_URL: 'postgres://stack@127.0.0.1/stack',
  PHOTOS_URL: 'file:///stack/photos',
};

describe('the settings of commands', () => {
  let dataFolder: string;
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'sikesal-test-settings-'));
    const urls = { site: '', apiDocs: '', workerMetrics: '' };
    await writeStack({ dataFolder, stack: { startedAt: 0, urls, pids: {}, environment: STACK } });
  });
  afterAll(() => rm(dataFolder, { recursive: true }));

  it('are those of the system that runs here, when the environment names none', async () => {
    const settings = await readSettings({ env: { LOG_LEVEL: 'warn' }, dataFolder });
    expect(settings.need('DATABASE_URL', 'PHOTOS_URL')).toEqual(STACK);
  });

  it('never mix the system that runs here with another one', async () => {
    const env = { DATABASE_URL: 'postgres://production@db/sikesal' };
    const settings = await readSettings({ env, dataFolder });
    expect(settings.need('DATABASE_URL')).toEqual(env);
    expect(() => settings.need('PHOTOS_URL')).toThrow(CliError);
  });

  it('are asked for by name, and a wrong value is not repeated', async () => {
    const settings = await readSettings({
      env: { DATABASE_URL: 'mysql://root:geheim@db/x', SMTP_URL: '' },
      dataFolder,
    });
    expect(() => settings.need('SMTP_URL')).toThrow(/^SMTP_URL is not set: .+ "npm start"/);
    expect(() => settings.need('DATABASE_URL')).toThrow(/^DATABASE_URL must be (?!.*geheim)/);
  });
});

describe('sikesal', () => {
  it.each([
    ['without a database', ['keys', 'list'], {}, /^DATABASE_URL is not set: .+\n$/],
    [
      'with a database that is away',
      ['keys', 'list'],
      { DATABASE_URL: 'postgres://x@127.0.0.1:9/x' },
      /^PostgreSQL does not answer: .+\n$/,
    ],
    ['with a command that does not exist', ['frobnicate'], {}, /^error: unknown command 'frobnicate'\n$/],
  ])('says in one sentence what is wrong %s', async (_, args, settings, sentence) => {
    const ran = await runSikesal(args, settings);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(sentence);
  });
});

describe('sikesal as a process', () => {
  it('exits with 1 and one sentence on its error output when it cannot do what it was asked', async () => {
    const ran = await runProgram('cli/sikesal.ts', ['keys', 'list']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^DATABASE_URL is not set: .+\n$/);
  });
});

describe('the demo', () => {
  it.each([
    ['when nothing runs', {}],
    [
      'when the system that is named does not answer',
      { PUBLIC_URL: 'http://127.0.0.1:9', DATABASE_URL: 'postgres://x@127.0.0.1:9/x' },
    ],
  ])('says in one sentence what it needs, %s', async (_, settings: Record<string, string>) => {
    const ran = await runProgram('cli/demo.ts', [], settings);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^[^\n]*run "npm start"[^\n]*\n$/);
  });
});
