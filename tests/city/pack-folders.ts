import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const kotaJambi = resolve(__dirname, '../../city/kota-jambi');
export const saltmere = resolve(__dirname, 'packs/saltmere');

/** Copies Saltmere to a new folder, hands it over, and removes it whatever happens. */
export function withCopyOfSaltmere<T>(use: (folder: string) => Promise<T>): Promise<T> {
  return withCopyOf(saltmere, use);
}

/** The same with any pack. */
export async function withCopyOf<T>(pack: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'city-pack-'));
  try {
    await cp(pack, folder, { recursive: true });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sets the value at a path in one JSON file; `undefined` removes the key. */
export async function setIn(file: string, path: readonly (string | number)[], value: unknown): Promise<void> {
  const whole: unknown = JSON.parse(await readFile(file, 'utf8'));
  const owner = path.slice(0, -1).reduce((node, key) => Reflect.get(Object(node), key) as unknown, whole);
  const last = path.at(-1);
  if (typeof owner !== 'object' || owner === null || last === undefined)
    throw new Error(`no ${path.join('.')}`);
  if (value === undefined) Reflect.deleteProperty(owner, last);
  else Reflect.set(owner, last, value);
  await writeFile(file, JSON.stringify(whole));
}
