const vm = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Stands for the realm of the process itself, where Jest wants the handle of another one. */
const THIS_REALM = Object.freeze({});

/** A shorter time-out ends by itself soon enough. */
const LONG_TIMEOUT_MS = 1_000;

/** Behind these Jest keeps what it knows of a suite, in a realm that it expects to end with the suite. */
const JESTS_SYMBOLS = new Set([
  ...['JEST_STATE_SYMBOL', 'EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL', 'LOG_ERRORS_BEFORE_RETRY'],
  ...['RETRY_TIMES', 'RETRY_TIMES_SETTER', 'RETRY_IMMEDIATELY', 'WAIT_BEFORE_RETRY'],
]);

const compileFunction = vm.compileFunction;
vm.compileFunction = (code, parameters, options = {}) => {
  if (options.parsingContext !== THIS_REALM) return compileFunction(code, parameters, options);
  return compileFunction(code, parameters, { ...options, parsingContext: undefined });
};

const timers = new Set();
for (const name of ['setTimeout', 'setInterval']) {
  const start = globalThis[name];
  const remembering = (callback, ms, ...rest) => {
    const timer = start(callback, ms, ...rest);
    if (name === 'setInterval' || ms > LONG_TIMEOUT_MS) timers.add(timer);
    return timer;
  };
  globalThis[name] = Object.defineProperties(remembering, Object.getOwnPropertyDescriptors(start));
}

/**
 * Runs a suite in the realm of the process instead of one of its own. Node's own objects and those of packages then
 * are instances of the suite's classes, every look at a global is as fast as outside of Jest, and packages can be
 * shared between suites (see `shared-packages-runtime.cjs`). Puts back at the end what a suite changed.
 */
module.exports = class OneRealmEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.globals = Object.getOwnPropertyDescriptors(globalThis);
    this.environment = { ...process.env };
    this.exit = process.exit;
    this.exitCode = process.exitCode;
    Error.stackTraceLimit = 100;
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    // A timer that a library leaves behind would keep every module of its suite in memory.
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    for (const [name, descriptor] of Object.entries(this.globals)) {
      if (descriptor.configurable) Object.defineProperty(globalThis, name, descriptor);
    }
    for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
      if (JESTS_SYMBOLS.has(symbol.description)) delete globalThis[symbol];
    }
    for (const name of Object.keys(process.env)) if (!(name in this.environment)) delete process.env[name];
    Object.assign(process.env, this.environment);
    process.exit = this.exit;
    process.exitCode = this.exitCode;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return THIS_REALM;
  }
};
