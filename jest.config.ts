import type { Config } from 'jest';

const shared: Config = {
  testEnvironment: 'node',
  // The packages' own condition; adding `import` here breaks CommonJS dependencies.
  testEnvironmentOptions: { customExportConditions: ['@galley/source', 'node', 'node-addons'] },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools', '<rootDir>/bench'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', {}] },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/'],
};

const database: Config = {
  ...shared,
  globalSetup: '<rootDir>/tools/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/tools/jest/global-teardown.mjs',
};

/** Which kind a test is, its file name says: what it may touch, and what must be there for it. */
const config: Config = {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['**/*.spec.ts'] },
    { ...database, displayName: 'int', testMatch: ['**/*.int-spec.ts'] },
    { ...database, displayName: 'e2e', testMatch: ['**/*.e2e-spec.ts'] },
  ],
  // Fails what hangs, and nothing that a busy machine only makes slow.
  testTimeout: 60_000,
  maxWorkers: 2,
  // Modules of finished files are never collected: a worker of 5 GB spends its time in the collector.
  workerIdleMemoryLimit: '1200MB',
};

export default config;
