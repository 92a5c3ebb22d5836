import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../cli/parts/free-port';
import { startMailbox, type MailboxFaults, type RunningMailbox } from '../../cli/parts/mailbox';
import { startPostgres, type RunningPostgres } from '../../cli/parts/postgres';
import {
  findTemporal,
  findTemporalTestServer,
  startTemporal,
  type RunningTemporal,
} from '../../cli/parts/temporal';

const CACHE_FOLDER = resolve(__dirname, '../../.cache');

const findDeps = {
  env: process.env,
  cacheFolder: CACHE_FOLDER,
  say: (line: string) => void process.stderr.write(`${line}\n`),
};

/** Starts an empty PostgreSQL of its own, removed when it stops. */
export async function startTestPostgres(): Promise<RunningPostgres> {
  return withTempFolder('postgres', async (folder) =>
    startPostgres({
      ephemeral: true,
      port: await freePort(),
      cacheFolder: CACHE_FOLDER,
      logFile: join(folder, 'postgres.log'),
    }),
  );
}

/** Starts the real Temporal dev server, in memory, removed when it stops. */
export async function startTestTemporal(configuration: readonly string[] = []): Promise<RunningTemporal> {
  const binary = await findTemporal(findDeps);
  return withTempFolder('temporal', async (folder) =>
    startTemporal({
      ...{ binary, configuration, headless: true },
      port: await freePort(),
      logFile: join(folder, 'temporal.log'),
    }),
  );
}

/** Path of the time-skipping test server, for `TestWorkflowEnvironment.createTimeSkipping`. */
export function testServerPath(): Promise<string> {
  return findTemporalTestServer(findDeps);
}

/** Starts a mailbox of its own with faults chosen by the test. */
export async function startTestMailbox({ faults }: { faults?: MailboxFaults } = {}): Promise<RunningMailbox> {
  return withTempFolder('mailbox', (folder) => startMailbox({ smtpPort: 0, httpPort: 0, folder, faults }));
}

async function withTempFolder<Part extends { stop(): Promise<void> }>(
  name: string,
  start: (folder: string) => Promise<Part>,
): Promise<Part> {
  const folder = await mkdtemp(join(tmpdir(), `sikesal-test-${name}-`));
  const clean = () => rm(folder, { recursive: true, force: true });
  try {
    const part = await start(folder);
    return { ...part, stop: () => part.stop().then(clean) };
  } catch (error) {
    await clean();
    throw error;
  }
}
