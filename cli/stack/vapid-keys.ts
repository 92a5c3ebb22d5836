import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generateVAPIDKeys, type VapidKeys } from 'web-push';

/** The development pair for pushes, made once, readable by its owner only: another pair would end every subscription. */
export async function keepVapidKeys({ file }: { file: string }): Promise<VapidKeys> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, JSON.stringify(generateVAPIDKeys()), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return JSON.parse(await readFile(file, 'utf8')) as VapidKeys;
}
