import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { installWheel } from '../../cli/parts/install-wheel';

const VERSION = '0.3.1';
const CACHE_FOLDER = resolve(__dirname, '../../.cache');
/** The one command that comes with it, by which the folder is known to be whole. */
const COMMAND = 'normalizer';

const run = promisify(execFile);

/**
 * Folder of somebody else's GeoReport client, fetched the first time; empty where there is none to be had, which is
 * said and leaves its suite out. With CI=true that is a failure: a check that silently checks less than it says is none.
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

/** Runs a script with the client at hand; what it prints is JSON. */
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
