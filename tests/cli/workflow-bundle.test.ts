import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepWorkflowBundle } from '../../cli/stack/workflow-bundle';
import { makeTempFolder, removeTempFolder } from './fixtures/temp-folder';

let folder: string;
let built: number;
beforeEach(async () => {
  built = 0;
  folder = await makeTempFolder();
  await mkdir(join(folder, 'workflows/deep'), { recursive: true });
  await writeFile(join(folder, 'workflows/deep/rule.ts'), 'one');
  await writeFile(join(folder, 'lock.json'), '1.24.0');
});
afterEach(() => removeTempFolder(folder));

const keep = () =>
  keepWorkflowBundle({
    cacheFolder: join(folder, 'cache'),
    sources: [`${join(folder, 'workflows')}/`, join(folder, 'lock.json')],
    build: async () => `bundle ${(built += 1)}`,
    say: () => {},
  });

describe('the kept workflow bundle', () => {
  it('is built once for the same sources', async () => {
    const first = await keep();
    expect(await keep()).toBe(first);
    expect(await readFile(first, 'utf8')).toBe('bundle 1');
  });

  it.each([
    ['workflow', 'workflows/deep/rule.ts'],
    ['SDK', 'lock.json'],
  ])('is rebuilt for another %s, and the old one is removed', async (_, file) => {
    await keep();
    await writeFile(join(folder, file), 'changed');
    expect(await readFile(await keep(), 'utf8')).toBe('bundle 2');
    expect(await readdir(join(folder, 'cache'))).toHaveLength(1);
  });

  it('is not left half-built when building fails', async () => {
    const input = { cacheFolder: join(folder, 'cache'), sources: [join(folder, 'lock.json')], say: () => {} };
    await expect(
      keepWorkflowBundle({ ...input, build: () => Promise.reject(new Error('no')) }),
    ).rejects.toThrow('no');
    expect(await readFile(await keep(), 'utf8')).toBe('bundle 1');
  });
});
