export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.cache/'],
  transform: {
    '^.+\\.[tj]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // Jest on Node 20 cannot require what comes as ECMAScript modules only.
  transformIgnorePatterns: ['/node_modules/(?!(jose|openid-client|oauth4webapi|feed)/)'],
  // One real PostgreSQL and one real Temporal server for all suites; each suite has its own database and namespace.
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  testTimeout: 30_000,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  maxWorkers: 2,
};
