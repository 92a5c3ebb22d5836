import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/** Which rooms each room may import, as values or only as types; the architecture test holds the same table. */
const roomImports = JSON.parse(
  readFileSync(new URL('./tests/architecture/rooms.json', import.meta.url), 'utf8'),
);
const rooms = Object.keys(roomImports);

/** The mains put things together, so they may look into every room. */
const MAINS = ['server/main.ts', 'worker/main.ts', 'server/compose/**', 'worker/compose/**'];

const roomBorders = rooms.map((room) => ({
  files: [`${room}/**/*.ts`],
  ignores: MAINS,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: rooms
          .filter((other) => other !== room && !roomImports[room].imports.includes(other))
          .map((other) => ({
            regex: `^(\\.\\./)+${other}(/|$)`,
            allowTypeImports: roomImports[room].types.includes(other),
            message: `${room}/ may not import ${other}/.`,
          })),
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['node_modules', 'dist', '.data', '.cache', 'coverage'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Time is an argument in domain/.' },
        'process',
        'setTimeout',
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  ...roomBorders,
);
