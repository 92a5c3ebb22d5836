import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import rooms from './rooms.json';

const ROOT = path.resolve(__dirname, '../..');
const ROOMS = rooms as Record<string, { imports: string[]; types: string[] }>;
/** The mains put the rooms together, so they may import from all of them. */
const MAINS = /^(server|worker)\/(main\.ts|compose\/)/;

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

/** Every import between rooms, read from the syntax tree. */
function importsBetweenRooms(): Import[] {
  return Object.keys(ROOMS).flatMap((room) =>
    filesBelow(room).flatMap((file) => importsOf(file).filter(({ to }) => roomOf(to) !== room)),
  );
}

function filesBelow(room: string): string[] {
  const entries = readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' });
  return entries.filter((entry) => entry.endsWith('.ts')).map((entry) => path.posix.join(room, entry));
}

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(ROOT, file), 'utf8'),
    ts.ScriptTarget.ES2023,
  );
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const specifier = statement.moduleSpecifier;
    if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return [];
    const to = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier.text));
    return [{ from: file, to, typeOnly: isTypeOnly(statement) }];
  });
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  const clause = statement.importClause;
  if (!clause || clause.isTypeOnly) return clause?.isTypeOnly ?? false;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    !!named &&
    ts.isNamedImports(named) &&
    named.elements.every(({ isTypeOnly: only }) => only)
  );
}

/** Files that import themselves through other files; type imports count as well. */
function filesInCircles(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    const file = from.replace(/\.ts$/, '');
    targets.set(file, [...(targets.get(file) ?? []), to]);
  }
  return [...targets.keys()].filter((file) => reachableFrom(file, targets).has(file)).sort();
}

function reachableFrom(start: string, targets: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const target of targets.get(file) ?? []) {
      if (!reached.has(target)) open.push(target);
      reached.add(target);
    }
  }
  return reached;
}

function roomOf(file: string): string {
  return file.split('/')[0] ?? '';
}

describe('the rooms', () => {
  const between = importsBetweenRooms().filter(({ from }) => !MAINS.test(from));

  it('have imports for these tests to read', () => {
    expect(between.length).toBeGreaterThan(50);
  });

  it('import each other only as the table allows', () => {
    const forbidden = between.filter(({ from, to, typeOnly }) => {
      const allowed = ROOMS[roomOf(from)];
      const target = roomOf(to);
      return !allowed?.imports.includes(target) && !(typeOnly && allowed?.types.includes(target));
    });
    expect(forbidden).toEqual([]);
  });

  it('have no circular imports', () => {
    const imports = Object.keys(ROOMS).flatMap((room) => filesBelow(room).flatMap(importsOf));
    expect(imports.length).toBeGreaterThan(1000);
    expect(filesInCircles(imports)).toEqual([]);
  });

  it('import nothing but the messages from the workflows, apart from the worker', () => {
    const values = between.filter(({ from, to, typeOnly }) => {
      return (
        roomOf(to) === 'workflows' && !typeOnly && roomOf(from) !== 'worker' && to !== 'workflows/messages'
      );
    });
    expect(values).toEqual([]);
  });

  it('keep the domain free of the clock, randomness, the process and libraries', () => {
    const impure = filesBelow('domain').filter((file) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8');
      return /\bDate\b|Math\.random|process\.|from '(?!\.)/.test(
        text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
      );
    });
    expect(impure).toEqual([]);
  });

  it('have no catch-all folder such as utils or helpers', () => {
    const folders = Object.keys(ROOMS).flatMap((room) =>
      filesBelow(room).map((file) => path.posix.dirname(file)),
    );
    expect(folders.filter((folder) => /(^|\/)(utils?|common|lib|helpers?|misc)(\/|$)/.test(folder))).toEqual(
      [],
    );
  });
});

describe('a city', () => {
  it('is named only in its pack, not in the code', () => {
    const naming = Object.keys(ROOMS)
      .flatMap(filesBelow)
      .filter((file) => /jambi|batanghari|\bjcoc\b/i.test(readFileSync(path.join(ROOT, file), 'utf8')));
    // The environment's default names the pack's folder, and the demo's complaints happen in the default city.
    expect(naming.filter((file) => file !== 'config/environment.ts' && !file.startsWith('cli/demo'))).toEqual(
      [],
    );
  });
});
