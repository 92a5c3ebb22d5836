import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../cli/parts/free-port';
import { startPostgres } from '../../cli/parts/postgres';
import { findTemporal, findTemporalTestServer, startTemporal } from '../../cli/parts/temporal';
import { keepForTeardown } from './shared-parts';

/** Starts what all suites share, and tells them where it is through the environment. */
export default async function globalSetup(): Promise<void> {
  const cacheFolder = path.resolve('.cache');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-tests-'));
  const deps = { env: process.env, cacheFolder, say: (line: string) => process.stderr.write(`${line}\n`) };

  const [postgres, temporal] = await Promise.all([
    startPostgres({
      port: await freePort(),
      cacheFolder,
      logFile: path.join(folder, 'postgres.log'),
      ephemeral: true,
    }),
    findTemporal(deps).then(async (binary) =>
      startTemporal({
        binary,
        port: await freePort(),
        headless: true,
        logFile: path.join(folder, 'temporal.log'),
      }),
    ),
  ]);
  process.env.TEST_POSTGRES_URL = postgres.url;
  process.env.TEST_TEMPORAL_ADDRESS = temporal.address;
  process.env.TEST_TEMPORAL_TEST_SERVER = await findTemporalTestServer(deps);
  keepForTeardown({ folder, parts: [postgres, temporal] });
}
