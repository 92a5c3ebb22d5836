const { createRequire, isBuiltin } = require('node:module');
const JestRuntime = require('jest-runtime').default;

/** Keep something that is one per process, and that suites install: each suite needs its own. */
const OWN = ['@temporalio/worker', '@temporalio/testing'];

/** Jest's own modules, which have to be those that run the suite. */
const JESTS_OWN = /^(@jest\/|jest|expect$)/;

/**
 * Loads a package once per worker process instead of once per suite: most of what a suite loads is packages. Our own
 * modules stay fresh in every suite. Needs `one-realm-environment.cjs`.
 */
module.exports = class SharedPackagesRuntime extends JestRuntime {
  requireModuleOrMock(from, name) {
    return isShared(name) ? requireShared(from, name) : super.requireModuleOrMock(from, name);
  }
};

/** Some packages make an error as they load: its stack would keep the suite that loads them first in memory. */
function requireShared(from, name) {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return createRequire(from)(name);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function isShared(name) {
  if (/^[./]/.test(name) || isBuiltin(name) || JESTS_OWN.test(name)) return false;
  return !OWN.some((own) => name === own || name.startsWith(`${own}/`));
}
