import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findOnPath, isExecutable } from './find-on-path';
import { PartError } from './part-error';

export interface ChromiumDeps {
  env: NodeJS.ProcessEnv;
  /** Only root may install system packages. */
  isRoot: boolean;
  /** Called before a long step. */
  say: (line: string) => void;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The pages' widths were designed with Roboto, which is also the font of most phones in the city. */
const PACKAGES = ['chromium', 'fonts-roboto-unhinted'];

const VERSION_TIMEOUT_MS = 20_000;
const INSTALL_TIMEOUT_MS = 10 * 60_000;
/** apt-get prints a line for each of some hundred packages. */
const OUTPUT_BYTES_AT_MOST = 64 * 1024 * 1024;

const run = promisify(execFile);

/**
 * Finds a Chromium: CHROMIUM_PATH, else one on PATH, else Debian's package where this process may install it.
 *
 * @throws PartError with one sentence that says why there is none and what to do
 */
export async function findChromium(deps: ChromiumDeps): Promise<string> {
  const named = deps.env.CHROMIUM_PATH;
  if (named) return requireNamed(named);
  const found = await findThere(deps.env);
  if (found) return found;
  await install(deps);
  const installed = await findThere(deps.env);
  if (installed) return installed;
  throw new PartError(
    'The package chromium brought no Chromium that runs: install one, and set CHROMIUM_PATH to it.',
  );
}

async function requireNamed(path: string): Promise<string> {
  if (await isExecutable(path)) return path;
  throw new PartError(`CHROMIUM_PATH is ${path}, which is not an executable file: correct it, or unset it.`);
}

async function findThere(env: NodeJS.ProcessEnv): Promise<string | null> {
  for (const name of NAMES) {
    const path = await findOnPath(name, env);
    if (path && (await tellsVersion(path, env))) return path;
  }
  return null;
}

/** Some systems put a placeholder by that name on PATH that only prints that it is not the browser. */
async function tellsVersion(path: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    const { stdout } = await run(path, ['--version'], { env, timeout: VERSION_TIMEOUT_MS });
    return /\d+\.\d+\.\d+/.test(stdout);
  } catch {
    return false;
  }
}

async function install({ env, isRoot, say }: ChromiumDeps): Promise<void> {
  const aptGet = await findOnPath('apt-get', env);
  if (!isRoot || !aptGet) {
    throw new PartError(
      `No Chromium is on PATH, and ${aptGet ? 'only root may install one' : 'there is no apt-get to install one with'}: install the package chromium, or set CHROMIUM_PATH.`,
    );
  }
  say('Installing Chromium for the browser tests (about 400 MB, once) …');
  const options = {
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: OUTPUT_BYTES_AT_MOST,
  };
  try {
    await run(aptGet, ['update', '--quiet'], options);
    await run(aptGet, ['install', '--quiet', '--yes', '--no-install-recommends', ...PACKAGES], options);
  } catch (error) {
    throw new PartError(
      `Chromium could not be installed with apt-get (${lastLine(error)}): install it, or set CHROMIUM_PATH.`,
      { cause: error },
    );
  }
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  return (stderr?.trim() || message).split('\n').at(-1) ?? message;
}
