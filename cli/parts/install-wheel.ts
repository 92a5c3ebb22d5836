import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { exists } from './exists';

export interface WheelInput {
  /** A pip requirements file with one pinned, hashed wheel that holds nothing but an executable. */
  requirements: string;
  /** Created completely or not at all; the executable is at `folder/bin/<executable>`. */
  folder: string;
  executable: string;
  env: NodeJS.ProcessEnv;
}

const run = promisify(execFile);

const PIP_TIMEOUT_MS = 10 * 60_000;

/**
 * Returns the path of an executable from a hash-checked wheel, and installs the wheel the first time. Uses `pip
 * --target` rather than a virtual environment's `bin/`, because such a folder can be renamed into place: two
 * installs at once cannot harm each other.
 *
 * @throws Error when Python, pip or the package index cannot be reached.
 */
export async function installWheel(input: WheelInput): Promise<string> {
  const executable = join(input.folder, 'bin', input.executable);
  if (await exists(executable)) return executable;
  await mkdir(dirname(input.folder), { recursive: true });
  const draft = await mkdtemp(`${input.folder}.`);
  try {
    const target = join(draft, 'target');
    const python = await pythonWithPip(draft, input.env);
    const checks = ['--require-hashes', '--only-binary=:all:', '--no-deps'];
    await runPip(
      python,
      ['install', '--quiet', ...checks, '--target', target, '-r', input.requirements],
      input.env,
    );
    await takePlace(target, input.folder, executable);
    return executable;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function takePlace(target: string, folder: string, executable: string): Promise<void> {
  try {
    await rename(target, folder);
  } catch (error) {
    // Another install was first: its files passed the same hashes.
    if (!(await exists(executable))) throw error;
  }
}

/** Some systems have Python without pip, but can create a virtual environment that has it. */
async function pythonWithPip(draft: string, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    await runPip('python3', ['--version'], env);
    return 'python3';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    const home = join(draft, 'venv');
    await run('python3', ['-m', 'venv', home], { env, timeout: PIP_TIMEOUT_MS });
    return join(home, 'bin', 'python3');
  }
}

async function runPip(python: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const quiet = {
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_ROOT_USER_ACTION: 'ignore',
    PIP_USER: '0',
    PIP_NO_INPUT: '1',
  };
  await run(python, ['-m', 'pip', ...args], { env: { ...env, ...quiet }, timeout: PIP_TIMEOUT_MS });
}
