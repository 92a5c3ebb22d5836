import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEvents, type EventsUnderTest } from '../events-under-test';

const ROOT = resolve(__dirname, '../../..');
const STRICT = ['--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];

describe('a client that is generated from the document', () => {
  let test: EventsUnderTest;
  let folder: string;
  beforeAll(async () => {
    test = await startEvents();
    folder = await mkdtemp(join(tmpdir(), 'sikesal-client-'));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await cp(join(ROOT, 'docs/api/example-client.mts'), join(folder, 'example-client.mts'));
    await writeFile(join(folder, 'openapi.json'), (await test.api.get('/api/openapi.json')).text);
    const generated = await run('openapi-typescript/bin/cli.js', [
      ...['openapi.json', '--default-non-nullable', 'false'],
      ...['-o', 'schema.d.mts'],
    ]);
    if (generated.code !== 0) throw new Error(generated.output);
  });
  afterAll(async () => {
    await test.publisher.stop();
    await test.stop();
    await rm(folder, { recursive: true, force: true });
  });

  interface Ran {
    code: number;
    output: string;
  }

  const run = (script: string, args: string[], env: Record<string, string> = {}) =>
    new Promise<Ran>((done) => {
      const file = script.startsWith('/') ? script : join(ROOT, 'node_modules', script);
      const options = { cwd: folder, env: { ...process.env, ...env } };
      execFile(process.execPath, [file, ...args], options, (error, stdout, stderr) =>
        done({ code: error ? 1 : 0, output: `${stdout}${stderr}` }),
      );
    });
  const compile = (...files: string[]) => run('typescript/bin/tsc', [...STRICT, ...files]);

  it('type-checks, and works against the API', async () => {
    expect(await compile('example-client.mts')).toEqual({ code: 0, output: '' });
    test.publisher.start();
    const { port } = test.server.address() as AddressInfo;
    const { code, output } = await run(join(folder, 'example-client.mjs'), [], {
      SIKESAL: `http://127.0.0.1:${port}`,
      KEY: await test.key('application'),
    });
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(
        /^filed SK-\S+, to be resolved by \S+Z\nsubmitted, 1 steps so far\nheard sikesal\.complaint\.received\.v1 at \S+Z\n$/,
      ),
    ]);
  });

  it('does not compile with what the API does not have', async () => {
    const source = await readFile(join(folder, 'example-client.mts'), 'utf8');
    const mistakes: Record<string, [right: string, wrong: string]> = {
      'field.mts': ["category: 'jalan'", "kind: 'jalan'"],
      'code.mts': ["category: 'jalan'", "category: 'jalanan'"],
      'answer.mts': ['found.data.status', 'found.data.state'],
    };
    for (const [name, [right, wrong]] of Object.entries(mistakes)) {
      expect(source).toContain(right);
      await writeFile(join(folder, name), source.replace(right, wrong));
    }
    const { output } = await compile(...Object.keys(mistakes));
    const refused = [...output.matchAll(/^(\S+\.mts)\(\d+,\d+\): error TS/gm)].map(([, name]) => name);
    expect([...new Set(refused)].sort()).toEqual(Object.keys(mistakes).sort());
  });
});
