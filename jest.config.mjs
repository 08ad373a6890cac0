const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', tsx: true, decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
        target: 'es2022',
        keepClassNames: true,
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ],
};

/** Tests run on the sources: the packages' `source` export, no build needed. */
const size = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/out/', '/.next/'],
  modulePathIgnorePatterns: ['/dist/', '/out/', '/.next/'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform,
  ...more,
});

const named = (role) => [`<rootDir>/{apps,packages}/**/*.${role}.test.{ts,tsx}`];

/** unit: no IO. medium: real Postgres, real sockets. real: a real Kubernetes control plane. browser: Chromium. */
export default {
  projects: [
    size('unit', ['<rootDir>/{apps,packages}/**/*.test.{ts,tsx}', '!**/*.{medium,real,browser}.test.{ts,tsx}']),
    size('medium', named('medium')),
    size('real', named('real')),
    size('browser', named('browser')),
  ],
};
