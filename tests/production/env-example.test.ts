import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readStackSettings } from '../../cli/stack/settings';
import { environmentSchema } from '../../config/environment';
import { readComposeVariables, readExample } from './settings';

type Name = keyof typeof environmentSchema.shape;

const example = readExample();
const stated = Object.fromEntries(example.map(({ name, value }) => [name, value]));
const schemaNames = Object.keys(environmentSchema.shape) as Name[];
const composeVariables = readComposeVariables();
const stackNames = [
  ...Object.keys(readStackSettings({}).ports),
  'DATA_DIR',
  'CACHE_DIR',
  'TEMPORAL_CLI_PATH',
  'TEMPORAL_TEST_SERVER_PATH',
];

/** What the SDK reads by itself. */
const sdkNames =
  readFileSync(require.resolve('@temporalio/envconfig/lib/envconfig-toml'), 'utf8').match(/TEMPORAL_\w+/g) ??
  [];

/** A setting's default, as someone would write it; empty without one. */
function defaultOf(name: Name): string {
  const { success, data } = environmentSchema.shape[name].safeParse(undefined);
  return success && data !== undefined ? String(data) : '';
}

describe('.env.example', () => {
  it('names every setting of the service once', () => {
    const names = example.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(schemaNames));
  });

  it('names nothing that nobody reads', () => {
    const known = new Set([
      ...schemaNames,
      ...sdkNames,
      ...stackNames,
      ...composeVariables.map(({ name }) => name),
    ]);
    expect(example.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(schemaNames.filter((name) => name !== 'CITY_PACK'))(
    'states the default of %s truthfully',
    (name) => {
      expect(stated[name]).toBe(defaultOf(name));
    },
  );

  it('states the default city pack truthfully', () => {
    expect(path.resolve(stated.CITY_PACK ?? '')).toBe(defaultOf('CITY_PACK'));
  });

  it('states the defaults of npm start truthfully', () => {
    const asStated = Object.fromEntries(stackNames.map((name) => [name, stated[name]]));
    expect(Object.values(asStated)).not.toContain(undefined);
    expect(readStackSettings(asStated)).toEqual(readStackSettings({}));
  });

  it('states the defaults of docker compose truthfully', () => {
    // It has another default in a container than on a developer's machine.
    const own = composeVariables.filter(({ name }) => name !== 'TEMPORAL_ADDRESS');
    for (const { name, fallback } of own) expect(`${name}=${stated[name]}`).toBe(`${name}=${fallback ?? ''}`);
  });

  it('asks to be filled in where docker compose would refuse to start, and nowhere else', () => {
    const demanded = composeVariables.filter(({ fallback }) => fallback === undefined);
    expect(
      example
        .filter((setting) => setting.demanded)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...new Set(demanded.map(({ name }) => name))].sort());
  });

  it('has no value where a secret or an address of one’s own belongs', () => {
    expect(example.filter(({ demanded, value }) => demanded && value !== '')).toEqual([]);
  });
});
