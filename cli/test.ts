import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** What jest writes with --json; only the counts are read. */
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
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
];

/** Runs a tool of the project; its output goes where ours goes. @returns its exit code */
function run([tool, ...args]: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const executable = path.resolve('node_modules', '.bin', tool ?? '');
    const child = spawn(executable, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function runJest(suites: string[]): Promise<JestCounts> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-jest-'));
  const outputFile = path.join(folder, 'result.json');
  try {
    await run(['jest', '--ci', '--json', `--outputFile=${outputFile}`, ...suites]);
    return JSON.parse(await readFile(outputFile, 'utf8')) as JestCounts;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Every check and every suite; arguments are handed to jest and narrow the suites. */
async function main(): Promise<void> {
  let [passed, failed] = [0, 0];
  for (const { name, command } of CHECKS) {
    process.stdout.write(`checking ${name}\n`);
    if ((await run(command)) === 0) passed += 1;
    else failed += 1;
  }
  const jest = await runJest(process.argv.slice(2));
  passed += jest.numPassedTests;
  failed += jest.numFailedTests + jest.numRuntimeErrorTestSuites;
  const skipped = jest.numPendingTests > 0 ? `, ${jest.numPendingTests} skipped` : '';
  process.stdout.write(`${passed} passed, ${failed} failed${skipped}\n`);
  process.exitCode = failed === 0 && jest.numPassedTests > 0 ? 0 : 1;
}

void main();
