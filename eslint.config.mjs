import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const pure = ['packages/topology/src/**/*.ts', 'packages/network/src/**/*.ts', 'packages/layout/src/**/*.ts'];

/** Effects that a pure package must be handed, with the way to get them. */
const effects = [
  { name: 'setTimeout', message: 'Pure package: take a clock as an argument.' },
  { name: 'setInterval', message: 'Pure package: take a clock as an argument.' },
  { name: 'fetch', message: 'Pure package: take the data as an argument.' },
  { name: 'process', message: 'Pure package: take the setting as an argument.' },
  { name: 'performance', message: 'Measure from outside.' },
  { name: 'console', message: 'Return a value; let the app log it.' },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/out/**',
      '**/.next/**',
      '**/node_modules/**',
      '**/generated/**',
      '**/fixtures/boundaries/**',
      '**/next-env.d.ts',
      '**/next.config.ts',
      '.netkaart/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', { selector: 'ExportAllDeclaration', message: 'Name what is exported.' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 4],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/*.tsx', '**/test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: pure,
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...effects],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Pure package: take a seeded generator as an argument.' },
        { object: 'Date', property: 'now', message: 'Pure package: take the time as an argument.' },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'URL',
          'fetch',
          'module',
          'Buffer',
          'performance',
          'AbortSignal',
          'AbortController',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['bench/**/*.mjs', 'scripts/screenshots.mjs', 'apps/web/test/**/*.mjs'],
    languageOptions: { globals: { window: 'readonly', document: 'readonly', requestAnimationFrame: 'readonly' } },
  },
);
