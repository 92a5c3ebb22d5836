const everySuite = {
  testEnvironment: '<rootDir>/tests/support/one-realm-environment.cjs',
  runtime: '<rootDir>/tests/support/shared-packages-runtime.cjs',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.cache/'],
  transform: {
    '^.+\\.[tj]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
};

/** Rooms whose tests need no other process, so that one of them runs in seconds. */
const PURE_ROOMS = ['architecture', 'city', 'config', 'domain', 'links', 'locale', 'mail', 'network'];

export default {
  projects: [
    { ...everySuite, testMatch: PURE_ROOMS.map((room) => `<rootDir>/tests/${room}/**/*.test.ts`) },
    {
      ...everySuite,
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...PURE_ROOMS.map((room) => `<rootDir>/tests/${room}/`)],
      // One real PostgreSQL and one real Temporal server for all suites; each suite has its own database and namespace.
      globalSetup: '<rootDir>/tests/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    },
  ],
  // Only what hangs takes longer, even on a busy machine.
  testTimeout: 180_000,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  maxWorkers: 2,
};
