import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { installWheel } from '../../cli/parts/install-wheel';

const VERSION = '0.3.1';
const CACHE_FOLDER = resolve(__dirname, '../../.cache');
/** The one command that it installs; its presence shows that the folder is complete. */
const COMMAND = 'normalizer';

const run = promisify(execFile);

/**
 * The folder of a third-party GeoReport client, installed the first time. If that fails, says so and gives an empty
 * string, which skips the suite; with CI=true it throws instead, since a check must not silently be skipped there.
 */
export async function georeportFolder(): Promise<string> {
  const folder = join(CACHE_FOLDER, `georeport-${VERSION}`);
  try {
    await installWheel({
      requirements: join(__dirname, 'georeport-requirements.txt'),
      ...{ folder, executable: COMMAND, env: process.env },
    });
    return folder;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    const reason = error instanceof Error ? error.message.trim().split('\n').at(-1) : 'unknown';
    process.stderr.write(`The tests with a real GeoReport client are left out: ${reason}\n`);
    return '';
  }
}

/** Runs a Python script that may import the client and prints JSON. */
export async function runWithGeoreport(input: {
  folder: string;
  script: string;
  args: string[];
}): Promise<unknown> {
  const env = {
    PATH: process.env.PATH,
    PYTHONPATH: input.folder,
    PYTHONDONTWRITEBYTECODE: '1',
    NO_PROXY: '*',
  };
  const { stdout } = await run('python3', [input.script, ...input.args], { env, timeout: 60_000 });
  return JSON.parse(stdout) as unknown;
}
