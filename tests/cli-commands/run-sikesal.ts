import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCommandLine } from '../../cli/commands/run-command-line';

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Keeps commands away from a system that happens to run here. */
const NO_STACK = { DATA_DIR: join(tmpdir(), 'sikesal-test-no-such-folder') };
const ROOT = resolve(__dirname, '../..');

/** Runs `sikesal …` with these settings and no others, in this process: a process of its own takes a second. */
export async function runSikesal(
  args: string[],
  settings: Record<string, string> = {},
  stdin = '',
): Promise<Ran> {
  const ran: Ran = { code: null, stdout: '', stderr: '' };
  ran.code = await runCommandLine({
    args,
    env: { ...NO_STACK, ...settings },
    readIn: async () => stdin,
    writeOut: (text) => (ran.stdout += text),
    writeErr: (text) => (ran.stderr += text),
  });
  return ran;
}

/** Runs one of the programs as people do. */
export function runProgram(
  program: string,
  args: string[],
  settings: Record<string, string> = {},
  stdin = '',
): Promise<Ran> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...NO_STACK, ...settings };
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], { cwd: ROOT, env });
  const ran: Ran = { code: null, stdout: '', stderr: '' };
  child.stdin.end(stdin);
  child.stdout.on('data', (chunk: Buffer) => (ran.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ran.stderr += chunk.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ ...ran, code }));
  });
}

/** What a program reads from a command's `--json`: the last line. */
export function lastJson(ran: Ran): unknown {
  return JSON.parse(ran.stdout.trimEnd().split('\n').at(-1) ?? '');
}
