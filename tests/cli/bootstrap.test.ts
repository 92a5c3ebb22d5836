import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { exists, firstLine, until } from './fixtures/child';
import { makeTempFolder, removeTempFolder } from './fixtures/temp-folder';

const ROOT = resolve(__dirname, '../..');

/** Prints what it was given; with `stay` it runs until it is told to stop. */
const PROGRAM = `
if (process.argv[2] === 'stay') {
  const bye = (why: string) => () => { console.log(why); process.exit(0); };
  process.on('SIGTERM', bye('SIGTERM'));
  process.on('disconnect', bye('left alone'));
  setInterval(() => {});
}
console.log(JSON.stringify({ program: __filename.split('/').at(-1), args: process.argv.slice(2), word: process.env.WORD, pid: process.pid }));
if (process.argv[2] === 'fail') process.exit(5);`;

/** Installed once by the bootstrap itself; each test works on a copy. */
let installed: { folder: string; run: Run };
let checkout: string;
beforeAll(async () => {
  checkout = await makeTempFolder();
  await writeCheckout();
  installed = { folder: checkout, run: await run(['start', 'a', 'b']) };
});
afterAll(() => removeTempFolder(installed.folder));
beforeEach(async () => {
  checkout = await makeTempFolder();
  await cp(installed.folder, checkout, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
});
afterEach(() => removeTempFolder(checkout));

async function writeCheckout(): Promise<void> {
  await mkdir(join(checkout, 'cli'));
  await cp(join(ROOT, 'cli/bootstrap.mjs'), join(checkout, 'cli/bootstrap.mjs'));
  for (const name of ['start', 'test', 'sikesal']) await writeFile(join(checkout, `cli/${name}.ts`), PROGRAM);
  await writePackage();
}

/** A checkout whose only dependency is a folder of its own that poses as tsx: npm needs no network to install it. */
async function writePackage(): Promise<void> {
  const dependencies = { tsx: 'file:tsx' };
  await mkdir(join(checkout, 'tsx'));
  const loader = pathToFileURL(join(ROOT, 'node_modules/tsx/dist/loader.mjs')).href;
  await writeFile(join(checkout, 'tsx/index.mjs'), `import '${loader}';\n`);
  await writeFile(
    join(checkout, 'tsx/package.json'),
    JSON.stringify({ name: 'tsx', version: '1.0.0', exports: './index.mjs' }),
  );
  await writeFile(
    join(checkout, 'package.json'),
    JSON.stringify({ name: 'checkout', version: '1.0.0', dependencies }),
  );
  await writeLock('1.0.0');
}

async function writeLock(version: string): Promise<void> {
  const packages = {
    '': { name: 'checkout', version, dependencies: { tsx: 'file:tsx' } },
    'node_modules/tsx': { resolved: 'tsx', link: true },
    tsx: { version: '1.0.0' },
  };
  await writeFile(
    join(checkout, 'package-lock.json'),
    JSON.stringify({ name: 'checkout', version, lockfileVersion: 3, packages }),
  );
}

function bootstrap(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [join(checkout, 'cli/bootstrap.mjs'), ...args], {
    // As if started by hand, even when npm runs these tests.
    env: { ...process.env, npm_lifecycle_event: undefined, npm_execpath: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

interface Run {
  code: number;
  out: string;
  err: string;
}

async function run(args: string[], env?: NodeJS.ProcessEnv): Promise<Run> {
  const child = bootstrap(args, env);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'close'),
  ]);
  return { code: code as number, out, err };
}

const installs = (err: string) => err.split('\n').filter((line) => line.startsWith('Installing')).length;

describe('the bootstrap', () => {
  it('installs into a clean checkout once', async () => {
    expect([installed.run.code, installs(installed.run.err)]).toEqual([0, 1]);
    expect(JSON.parse(installed.run.out)).toMatchObject({ program: 'start.ts', args: ['a', 'b'] });
    expect((await run(['start'])).err).toBe('');
  });

  it('installs again for another lock file, despite the lock of an install that was killed', async () => {
    await writeLock('1.0.1');
    await utimes(join(checkout, 'package-lock.json'), Date.now() / 1000 + 60, Date.now() / 1000 + 60);
    await writeFile(join(checkout, '.cache/install.lock'), `${spawnSync('true').pid} cut-off`);
    expect(installs((await run(['start'])).err)).toBe(1);
    expect((await run(['start'])).err).toBe('');
    expect(await readdir(join(checkout, '.cache'))).toEqual([]);
  });

  it('accepts an install that was done by hand', async () => {
    await rm(join(checkout, 'node_modules/.sikesal-lock'));
    expect((await run(['start'])).err).toBe('');
  });

  it('installs once when two start at the same time, and both run', async () => {
    await rm(join(checkout, 'node_modules'), { recursive: true });
    const both = await Promise.all([run(['start']), run(['start'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(installs(both[0].err + both[1].err)).toBe(1);
    expect(await readdir(join(checkout, '.cache'))).toEqual([]);
  });

  it('says that an install failed, and runs nothing', async () => {
    await rm(join(checkout, 'node_modules'), { recursive: true });
    await writeFile(join(checkout, 'package-lock.json'), '{}');
    const { code, out, err } = await run(['start']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/npm ci failed \(exit code 1\): see its words above, then try again\.\n$/);
  });

  it('passes words that name no program to the commands, and returns their exit code', async () => {
    const { code, out } = await run(['fail', 'later'], {});
    expect(JSON.parse(out)).toMatchObject({ program: 'sikesal.ts', args: ['fail', 'later'] });
    expect(code).toBe(5);
    expect(JSON.parse((await run([])).out)).toMatchObject({ program: 'sikesal.ts', args: [] });
  });

  it('reads .env except for tests, and lets the environment win', async () => {
    await writeFile(join(checkout, '.env'), 'WORD=from-file\n');
    const word = async (name: string, env?: NodeJS.ProcessEnv) =>
      JSON.parse((await run([name], env)).out).word;
    expect(await word('start')).toBe('from-file');
    expect(await word('start', { WORD: 'mine' })).toBe('mine');
    expect(await word('test')).toBeUndefined();
  });

  it('passes SIGTERM on and waits for the program', async () => {
    const child = bootstrap(['start', 'stay']);
    const rest = text(child.stdout!);
    const { pid } = await firstLine<{ pid: number }>(child);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(await rest).toContain('SIGTERM');
    expect(await exists(pid)).toBe(false);
  });

  it('ends on SIGTERM in the middle of an install, which the next start repeats', async () => {
    await rm(join(checkout, 'node_modules'), { recursive: true });
    const child = bootstrap(['start']);
    expect(String(await once(child.stderr!, 'data'))).toContain('Installing packages');
    const rest = text(child.stderr!);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(await rest).toBe('Stopped before the packages were installed.\n');
    expect(installs((await run(['start'])).err)).toBe(1);
  });

  it('ends on SIGTERM while it waits for somebody else’s install', async () => {
    await rm(join(checkout, 'node_modules'), { recursive: true });
    await writeFile(join(checkout, '.cache/install.lock'), `${process.pid} busy`);
    const child = bootstrap(['start']);
    const [line] = await once(child.stderr!, 'data');
    expect(String(line)).toContain(`Another start (process ${process.pid}) is installing packages`);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([143, null]);
  });

  it('takes the program with it when it is killed', async () => {
    const child = bootstrap(['start', 'stay']);
    const { pid } = await firstLine<{ pid: number }>(child);
    child.kill('SIGKILL');
    await until(async () => !(await exists(pid)));
  });

  it('ends when npm’s shell dies of a signal without passing it on', async () => {
    const script = `node ${join(checkout, 'cli/bootstrap.mjs')} start stay; true`;
    const shell = spawn('/bin/sh', ['-c', script], {
      env: { ...process.env, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { pid } = await firstLine<{ pid: number }>(shell);
    shell.kill('SIGTERM');
    await until(async () => !(await exists(pid)));
  });

  it('says which Node it needs', async () => {
    const old = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.18.3'}})`;
    const { code, err } = await run(['start'], { NODE_OPTIONS: `--import=${old}` });
    expect([code, err]).toEqual([1, 'SiKesal needs Node.js 20.19 or newer, this is 20.18.3.\n']);
  });
});
