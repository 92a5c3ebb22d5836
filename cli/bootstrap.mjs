// Runs before anything is installed: plain JavaScript, nothing but Node's own modules.
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MINIMUM_NODE = [20, 19];

/** These have a program of their own; every other word is a command of `cli/sikesal.ts`. */
const PROGRAMS = ['start', 'demo', 'test', 'build'];

const LOCK_FILE = join(ROOT, 'package-lock.json');
const INSTALLED_MARK = join(ROOT, 'node_modules', '.sikesal-lock');
const NPM_MARK = join(ROOT, 'node_modules', '.package-lock.json');
const INSTALL_LOCK = join(ROOT, '.cache', 'install.lock');

/** Tolerance: npm writes its two lock files one after the other. */
const SAME_INSTALL_MS = 2_000;

const ORPHAN_CHECK_MS = 300;

const say = (line) => process.stderr.write(`${line}\n`);

class BootstrapError extends Error {}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  throw new BootstrapError(
    `SiKesal needs Node.js ${MINIMUM_NODE.join('.')} or newer, this is ${process.versions.node}.`,
  );
}

const lockHash = () => createHash('sha256').update(readFileSync(LOCK_FILE)).digest('hex');

/** True if we installed from exactly this lock file, or if somebody ran npm after its last change. */
function isInstalled() {
  if (existsSync(INSTALLED_MARK) && readFileSync(INSTALLED_MARK, 'utf8') === lockHash()) return true;
  return existsSync(NPM_MARK) && statSync(NPM_MARK).mtimeMs + SAME_INSTALL_MS >= statSync(LOCK_FILE).mtimeMs;
}

async function ensureInstalled() {
  if (isInstalled()) return;
  const release = await takeInstallLock();
  try {
    // The process that we waited for may have installed them.
    if (isInstalled()) return;
    await install();
    writeFileSync(INSTALLED_MARK, lockHash());
  } finally {
    release();
  }
}

async function install() {
  say('Installing packages: a minute or two the first time …');
  const startedAt = Date.now();
  const progress = setInterval(
    () => say(`  still installing, ${Math.round((Date.now() - startedAt) / 1000)} s …`),
    15_000,
  );
  // No package needs its install script, whether this npm would run it or not. Tests need dev packages.
  const options = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  try {
    const [command, ...args] = [...npm, 'ci', ...options];
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    let stopped = false;
    const code = await run(child, () => {
      stopped = true;
      // On a gentler signal npm would take its time to roll back, and the next start reinstalls anyway.
      child.kill('SIGKILL');
    });
    if (stopped) throw new BootstrapError('Stopped before the packages were installed.');
    if (code !== 0)
      throw new BootstrapError(`npm ci failed (exit code ${code}): see its words above, then try again.`);
    say(`Packages are installed (${Math.round((Date.now() - startedAt) / 1000)} s).`);
  } finally {
    clearInterval(progress);
  }
}

/**
 * Two installs at once would delete each other's packages. Waits for a living holder, takes over from a dead one.
 */
async function takeInstallLock() {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const mine = `${process.pid} ${randomUUID()}`;
  for (let waited = false; ; waited = true) {
    if (tryCreate(mine)) return () => rmSync(INSTALL_LOCK, { force: true });
    const holder = readHolder();
    if (holder && isAlive(Number.parseInt(holder, 10))) {
      if (!waited)
        say(
          `Another start (process ${Number.parseInt(holder, 10)}) is installing packages: waiting for it …`,
        );
      await delay(300);
    } else if (holder) {
      removeStale(holder, mine);
    }
  }
}

function tryCreate(content) {
  try {
    writeFileSync(INSTALL_LOCK, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder() {
  try {
    return readFileSync(INSTALL_LOCK, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Renaming is atomic, but the file may no longer be the stale lock that was read; then it is put back. */
function removeStale(stale, mine) {
  const aside = `${INSTALL_LOCK}.${mine.split(' ')[1]}`;
  try {
    renameSync(INSTALL_LOCK, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, INSTALL_LOCK);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Tests must not depend on what a developer put into .env. */
function environmentFile(word) {
  return word !== 'test' && existsSync(join(ROOT, '.env')) ? [`--env-file=${join(ROOT, '.env')}`] : [];
}

function runProgram([word, ...rest]) {
  const program = PROGRAMS.includes(word) ? word : 'sikesal';
  const args = program === 'sikesal' ? [word, ...rest].filter((arg) => arg !== undefined) : rest;
  const node = [...environmentFile(word), '--import', import.meta.resolve('tsx')];
  // The channel tells the program when this process was killed and can forward nothing any more.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const main = join(ROOT, 'cli', `${program}.ts`);
  const child = spawn(process.execPath, [...node, main, ...args], { cwd: ROOT, stdio });
  return run(child, (signal) => child.kill(signal));
}

/** What a signal does: end this process, until a child runs that handles it. */
let onSignal = (signal) => process.exit(exitCodeOf(null, signal));

const exitCodeOf = (code, signal) => code ?? 128 + constants.signals[signal];

/** Waits for the child and routes signals to `handleSignal`. @returns its exit code, as a shell would report it */
async function run(child, handleSignal) {
  const before = onSignal;
  onSignal = handleSignal;
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(exitCodeOf(code, signal)));
    });
  } finally {
    onSignal = before;
  }
}

function listenForSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => onSignal(signal));
  // npm sends SIGTERM to the shell between npm and us. The shell dies without telling us, so we treat its death as
  // the signal. When not started by npm, we may outlive our parent: that is how a daemon is made.
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onSignal('SIGTERM');
  }, ORPHAN_CHECK_MS);
  watch.unref();
}

try {
  checkNode();
  listenForSignals();
  await ensureInstalled();
  process.exitCode = await runProgram(process.argv.slice(2));
} catch (error) {
  say(error instanceof BootstrapError ? error.message : error.stack);
  process.exitCode = 1;
}
