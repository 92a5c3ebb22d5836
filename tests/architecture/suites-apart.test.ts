import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ENVIRONMENT = join(__dirname, '../support/one-realm-environment.cjs');

/** What a suite may change, and what the next one finds; in a process of its own, since it ends this suite's state. */
const TWO_SUITES = `
  const Environment = require(${JSON.stringify(ENVIRONMENT)});
  const { fetch, console } = globalThis;
  const suite = new Environment({ projectConfig: {} });
  globalThis[Symbol.for('EVENT_HANDLERS')] = [];
  globalThis.fetch = globalThis.console = undefined;
  process.env.ADDED = 'x';
  process.env.HOME = 'elsewhere';
  process.exitCode = 3;
  process.exit = () => undefined;
  setInterval(() => undefined, 60_000);
  suite.fakeTimersModern.useFakeTimers();
  suite.teardown().then(() => {
    const found = {
      same: globalThis.fetch === fetch && globalThis.console === console,
      handlers: globalThis[Symbol.for('EVENT_HANDLERS')] ?? null,
      added: process.env.ADDED ?? null,
      home: process.env.HOME,
      isRealTime: Math.abs(Date.now() - performance.timeOrigin - performance.now()) < 60_000,
    };
    process.stdout.write(JSON.stringify(found));
  });
`;

describe('a suite', () => {
  it('leaves nothing behind for the next one, not even a timer that would keep the process alive', () => {
    const output = execFileSync(process.execPath, ['-e', TWO_SUITES], {
      env: { ...process.env, HOME: '/home/test' },
      encoding: 'utf8',
      timeout: 25_000,
    });
    expect(JSON.parse(output)).toEqual({
      ...{ same: true, handlers: null, added: null, home: '/home/test', isRealTime: true },
    });
  });

  it('meets the classes that Node itself uses', async () => {
    expect(await readFile('/nowhere').catch((error: unknown) => error)).toBeInstanceOf(Error);
  });
});
