import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { freePort } from '../../cli/parts/free-port';
import { portsInUse, readStackSettings, type PortName } from '../../cli/stack/settings';
import { environmentSchema } from '../../config/environment';

export const ROOT = path.resolve(__dirname, '../..');

const run = promisify(execFile);

/** Folder and ports of a system of its own, beside whatever else runs on the machine. */
export interface Place {
  dataFolder: string;
  ports: Record<PortName, number>;
  /** What a person would have exported; empty values keep a developer's .env out. */
  env: NodeJS.ProcessEnv;
}

export async function makePlace(): Promise<Place> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-started-'));
  const ports = new Map<PortName, number>();
  for (const name of portsInUse(readStackSettings({}))) ports.set(name, await freePort());
  const ours = Object.keys(environmentSchema.shape);
  return {
    dataFolder,
    ports: Object.fromEntries(ports) as Place['ports'],
    env: {
      ...process.env,
      ...Object.fromEntries(ours.map((name) => [name, ''])),
      ...Object.fromEntries([...ports].map(([name, port]) => [name, String(port)])),
      NODE_ENV: 'development',
      DATA_DIR: dataFolder,
    },
  };
}

/** Root's PostgreSQL keeps its data elsewhere, behind a link. */
export async function removePlace({ dataFolder }: Place): Promise<void> {
  const link = path.join(dataFolder, 'postgres');
  if (process.getuid?.() === 0 && (await readdir(dataFolder)).includes('postgres')) {
    const home = await readlink(link);
    await rm(home, { recursive: true });
    await rm(`${home}.origin`);
  }
  await rm(dataFolder, { recursive: true });
}

export type StartedSystem = Awaited<ReturnType<typeof startSystem>>;

/** `npm start` as a process, once it has said that it is ready. */
export async function startSystem(place: Place) {
  const calledAt = Date.now();
  const child = spawn(process.execPath, ['cli/bootstrap.mjs', 'start'], {
    cwd: ROOT,
    env: place.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (/Stop +Ctrl-C/.test(out)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the start ended with ${code}:\n${out}\n${err}`)));
  });
  return {
    pid: child.pid as number,
    secondsToReady: (Date.now() - calledAt) / 1000,
    /** What it has said so far. */
    output: () => out,
    /** Settles with the exit code. */
    async stop(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal);
      return exited;
    },
  };
}

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command to its end. */
export async function runToEnd(input: {
  command: string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
}): Promise<Ended> {
  const [command = '', ...args] = input.command;
  const child = spawn(command, args, {
    cwd: input.cwd ?? ROOT,
    env: input.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { code, out, err };
}

/** The ids of a process and of all that descend from it. */
export async function familyOf(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([pid]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const [child = 0, parent = 0] of pairs) if (family.has(parent)) family.add(child);
  }
  return [...family];
}
