import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const started: ChildProcess[] = [];

/** Runs a script of this folder in a process of its own, which can be killed; resolves once it has said something. */
export async function startScript(name: string, input: object): Promise<ChildProcess> {
  const script = resolve(__dirname, name);
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(input)], {
    cwd: resolve(__dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

/** Ends all that this suite started and that still run. */
export async function killScripts(): Promise<void> {
  await Promise.all(started.splice(0).map((child) => endScript(child, 'SIGKILL')));
}

/** @returns its exit code; null if a signal ended it */
export async function endScript(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}
