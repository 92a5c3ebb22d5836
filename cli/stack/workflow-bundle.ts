import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../parts/exists';

export interface BundleInput {
  /** Absolute. */
  cacheFolder: string;
  /** The rooms whose code goes into the bundle, and the lock file that fixes the SDK. */
  sources: string[];
  /** Returns the bundle's code; takes seconds. */
  build: () => Promise<string>;
  say: (line: string) => void;
}

const NAME = /^workflow-bundle-[0-9a-f]{64}\.js$/;

/**
 * Returns the path of the workflow bundle, built once for each state of its sources: bundling takes longer than
 * everything else in a start.
 */
export async function keepWorkflowBundle({ cacheFolder, sources, build, say }: BundleInput): Promise<string> {
  const name = `workflow-bundle-${await hashOf(sources)}.js`;
  const path = join(cacheFolder, name);
  if (await exists(path)) return path;
  say('Bundling the workflow …');
  const code = await build();
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(`${path}.${process.pid}`, code);
  await rename(`${path}.${process.pid}`, path);
  const outdated = (await readdir(cacheFolder)).filter((file) => NAME.test(file) && file !== name);
  await Promise.all(outdated.map((file) => rm(join(cacheFolder, file), { force: true })));
  return path;
}

async function hashOf(sources: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(sources.map(filesIn))).flat().sort()) {
    hash
      .update(`${file}\n`)
      .update(await readFile(file))
      .update('\n');
  }
  return hash.digest('hex');
}

async function filesIn(source: string): Promise<string[]> {
  if (!source.endsWith('/')) return [source];
  const names = await readdir(source, { recursive: true });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(source, name));
}
