import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { decideBrowserSuite, type BrowserSuite } from './browser-suite';

/** The part of jest's --json output that we read: only the counts. */
interface JestCounts {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numRuntimeErrorTestSuites: number;
}

interface Check {
  name: string;
  command: string[];
}

const CHECKS: Check[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: "types of the pages' scripts", command: ['tsc', '-p', 'web/public'] },
  { name: 'types of what tests run in pages', command: ['tsc', '-p', 'tests/browser/in-page'] },
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
];

/** Needs a browser, which not every machine has. */
const BROWSER_SUITE = '/tests/browser/';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs one of the project's tools and prints its output with ours. @returns its exit code */
function run([tool, ...args]: string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  return new Promise((resolve, reject) => {
    const executable = path.resolve('node_modules', '.bin', tool ?? '');
    const child = spawn(executable, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function runJest(suites: string[], browser: BrowserSuite): Promise<JestCounts> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-jest-'));
  const outputFile = path.join(folder, 'result.json');
  try {
    const [without, env] =
      browser.kind === 'run'
        ? [[], { ...process.env, CHROMIUM_PATH: browser.chromium }]
        : [['--testPathIgnorePatterns', BROWSER_SUITE], process.env];
    await run(['jest', '--ci', '--json', `--outputFile=${outputFile}`, ...suites, ...without], env);
    return JSON.parse(await readFile(outputFile, 'utf8')) as JestCounts;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function isRoom(name: string): boolean {
  return /^[\w-]+$/.test(name) && existsSync(path.resolve('tests', name));
}

/** Every check and every suite, or the named suites alone: `domain` means the tests of that room. */
async function main(): Promise<void> {
  const suites = process.argv.slice(2).map((name) => (isRoom(name) ? `tests/${name}/` : name));
  let [passed, failed] = [0, 0];
  for (const { name, command } of suites.length === 0 ? CHECKS : []) {
    say(`checking ${name}`);
    if ((await run(command)) === 0) passed += 1;
    else failed += 1;
  }
  const browser = await decideBrowserSuite({ env: process.env, isRoot: process.getuid?.() === 0, say });
  const jest = await runJest(suites, browser);
  passed += jest.numPassedTests;
  failed += jest.numFailedTests + jest.numRuntimeErrorTestSuites + (browser.kind === 'failed' ? 1 : 0);
  const skipped = jest.numPendingTests > 0 ? `, ${jest.numPendingTests} skipped` : '';
  const leftOut = browser.kind === 'left_out' ? ', the browser suite left out' : '';
  if (browser.kind !== 'run') say(`The browser suite did not run. ${browser.reason}`);
  say(`${passed} passed, ${failed} failed${skipped}${leftOut}`);
  process.exitCode = failed === 0 && jest.numPassedTests > 0 ? 0 : 1;
}

void main();
