import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Evidence } from './evidence/evidence';

/** Puts what a run has left behind where somebody can look at it: FAULTS_KEEP names the folder. */
export async function keepTraces(input: { evidence: Evidence; logs: string; folder: string }): Promise<void> {
  const { evidence, logs, folder } = input;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'evidence.json'), JSON.stringify(evidence, null, 1));
  for (const file of await readdir(logs)) {
    if (file.endsWith('.log')) await cp(path.join(logs, file), path.join(folder, file));
  }
}
