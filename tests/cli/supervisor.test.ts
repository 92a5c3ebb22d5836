import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../cli/parts/free-port';
import { PartError } from '../../cli/parts/part-error';
import { identifyProcess } from '../../cli/parts/process-identity';
import { startProcess, waitUntilReady } from '../../cli/parts/start-process';
import { endLeftovers } from '../../cli/stack/leftovers';
import { createSupervisor, type Supervisor } from '../../cli/supervisor';
import { exists, firstLine, spawnScript, until } from './fixtures/child';
import { shellService } from './fixtures/service-process';
import { makeTempFolder, removeTempFolder } from './fixtures/temp-folder';

const HOLD = join(__dirname, 'fixtures/hold-services.ts');

let folder: string;
let said: string[];
let supervisor: Supervisor;

beforeEach(async () => {
  folder = await makeTempFolder();
  said = [];
  supervisor = createSupervisor({
    runFolder: join(folder, 'run'),
    say: (line) => said.push(line),
    firstBackoffMs: 10,
  });
});
afterEach(async () => {
  await supervisor.stop();
  await removeTempFolder(folder);
});

const service = (name: string, script: string) =>
  shellService({ name, script, logFile: join(folder, `${name}.log`) });

const inOrder = (name: string) =>
  `trap 'echo ${name} >> ${folder}/order; exit' TERM; echo up > ${folder}/${name}; while :; do sleep 0.02; done`;

const written = async (file: string) => (await readdir(folder)).includes(file);

describe('the supervisor', () => {
  it('stops what it started in reverse order, and leaves no notes behind', async () => {
    await supervisor.start([service('store', inOrder('store'))]);
    await supervisor.start([service('api', inOrder('api'))]);
    await until(async () => (await written('store')) && (await written('api')));
    await Promise.all([supervisor.stop(), supervisor.stop()]);
    expect(await readFile(join(folder, 'order'), 'utf8')).toBe('api\nstore\n');
    expect(await readdir(join(folder, 'run'))).toEqual([]);
  });

  it('kills what does not end when asked', async () => {
    await supervisor.start([
      service('deaf', `trap '' TERM; echo up > ${folder}/deaf; while :; do sleep 0.02; done`),
    ]);
    await until(() => written('deaf'));
    const { deaf } = supervisor.pids();
    await supervisor.stop();
    expect(await exists(deaf!)).toBe(false);
  });

  it('restarts what ends by itself, and says so', async () => {
    await supervisor.start([service('worker', 'exec sleep 600')]);
    const first = supervisor.pids().worker!;
    process.kill(first, 'SIGKILL');
    await until(() => supervisor.pids().worker !== first);
    expect(await exists(supervisor.pids().worker!)).toBe(true);
    await until(() => said.length === 4);
    expect(said.slice(1)).toEqual([
      'worker ended unexpectedly (SIGKILL).',
      'Starting worker again in 0.01 s …',
      expect.stringMatching(/^ {2}worker is ready/),
    ]);
  });

  it('ends what hangs, and restarts it', async () => {
    const pulse = { everyMs: 20, patienceMs: 200 };
    const patient = createSupervisor({
      ...{ runFolder: join(folder, 'run'), say: (line: string) => void said.push(line) },
      ...{ firstBackoffMs: 10, pulse },
    });
    const port = await freePort();
    const server = `require('http').createServer((_, out) => out.end()).listen(${port}, '127.0.0.1')`;
    const isAlive = async () =>
      (await fetch(`http://127.0.0.1:${port}`, { signal: AbortSignal.timeout(100) })).ok;
    const web = shellService({
      ...{ name: 'web', script: `exec '${process.execPath}' -e "${server}"`, isAlive },
      logFile: join(folder, 'web.log'),
    });
    await patient.start([web]);
    await until(() => isAlive().catch(() => false));
    const { web: first = 0 } = patient.pids();
    process.kill(first, 'SIGSTOP');
    await until(() => patient.pids().web !== first);
    await until(() => isAlive().catch(() => false));
    expect(said).toContain('web does not answer any more; ending it.');
    expect(said).toContain('web ended unexpectedly (SIGKILL).');
    await patient.stop();
  });

  it('waits twice as long before each further restart', async () => {
    await supervisor.start([service('worker', 'exit 3')]);
    await until(() => said.includes('Starting worker again in 0.04 s …'));
    expect(said).toContain('worker ended unexpectedly (exit code 3).');
    expect(said).toContain('Starting worker again in 0.02 s …');
  });

  it('restarts nothing once it was told to stop', async () => {
    await supervisor.start([service('worker', 'exit 3')]);
    await supervisor.stop();
    const before = said.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(said).toHaveLength(before);
  });

  it('reports why a first start failed, and can still stop the others', async () => {
    const broken = {
      ...service('broken', ''),
      start: () => Promise.reject(new PartError('It cannot be had.')),
    };
    await expect(supervisor.start([service('sound', 'exec sleep 600'), broken])).rejects.toThrow(
      'It cannot be had.',
    );
    const { sound } = supervisor.pids();
    await supervisor.stop();
    expect(await exists(sound!)).toBe(false);
  });

  it('stops everything on SIGTERM', async () => {
    const child = spawnScript(HOLD, { ...process.env, FOLDER: folder });
    const { first, second } = await firstLine<{ first: number; second: number }>(child);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect([await exists(first), await exists(second)]).toEqual([false, false]);
  });
});

async function isAsleep(pid: number): Promise<boolean> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).startsWith('sleep');
}

describe('a killed supervisor', () => {
  it('takes its services with it', async () => {
    const child = spawnScript(HOLD, { ...process.env, FOLDER: folder });
    const { first, second } = await firstLine<{ first: number; second: number }>(child);
    // Until then the system may not know yet whose death ends them.
    await until(async () => (await isAsleep(first)) && (await isAsleep(second)));
    child.kill('SIGKILL');
    await until(async () => !(await exists(first)) && !(await exists(second)));
  });

  it('leaves notes by which the next start ends what still runs', async () => {
    // Without setpriv nothing ties the services to their supervisor.
    const bin = join(folder, 'bin');
    await mkdir(bin);
    await symlink('/bin/sleep', join(bin, 'sleep'));
    const child = spawnScript(HOLD, { PATH: bin, FOLDER: folder });
    const { first, second } = await firstLine<{ first: number; second: number }>(child);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect([await exists(first), await exists(second)]).toEqual([true, true]);

    await endLeftovers({ runFolder: join(folder, 'run'), say: (line) => said.push(line) });
    expect([await exists(first), await exists(second)]).toEqual([false, false]);
    expect(said.sort()).toEqual([
      expect.stringMatching(/^Ending first/),
      expect.stringMatching(/^Ending second/),
    ]);
    expect(await readdir(join(folder, 'run'))).toEqual([]);
  });

  it('does not get another process killed that now has the number of one of its services', async () => {
    const stranger = spawn('sleep', ['600']);
    const identity = await identifyProcess(stranger.pid as number);
    await mkdir(join(folder, 'run'));
    const note = { ...identity, startMark: 'an earlier boot/1', stopSignal: 'SIGTERM' };
    await writeFile(join(folder, 'run/api.json'), JSON.stringify(note));
    await endLeftovers({ runFolder: join(folder, 'run'), say: (line) => said.push(line) });
    expect(await exists(stranger.pid as number)).toBe(true);
    expect(said).toEqual([]);
    stranger.kill('SIGKILL');
  });
});

describe('a part that does not come up', () => {
  const start = (script: string) =>
    startProcess({
      name: 'Part',
      command: '/bin/sh',
      args: ['-c', script],
      env: {},
      logFile: join(folder, 'part.log'),
    });

  it('is reported with the last lines of this run only', async () => {
    await writeFile(join(folder, 'part.log'), 'of an earlier run\n');
    const part = await start('echo out of luck; exit 7');
    const ready = waitUntilReady({ process: part, probe: async () => false, deadlineMs: 5_000 });
    await expect(ready).rejects.toThrow('Part ended before it was ready. Its last lines:\nout of luck');
    await expect(ready).rejects.not.toThrow('earlier run');
  });

  it('is stopped when it takes too long', async () => {
    const part = await start('exec sleep 600');
    const ready = waitUntilReady({ process: part, probe: async () => false, deadlineMs: 100 });
    await expect(ready).rejects.toThrow('was not ready after 0.1 s');
    expect(await exists(part.pid)).toBe(false);
  });

  it('is named when it cannot be executed at all', async () => {
    const input = { name: 'Part', args: [], env: {}, logFile: join(folder, 'part.log') };
    const ready = startProcess({ ...input, command: join(folder, 'missing') }).then((part) =>
      waitUntilReady({ process: part, probe: async () => false, deadlineMs: 5_000 }),
    );
    await expect(ready).rejects.toThrow(
      /^Part (could not be started|ended before it was ready)[\s\S]*missing/,
    );
  });
});
