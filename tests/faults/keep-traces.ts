import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Evidence } from './evidence/evidence';

/** The folder for what a run leaves behind, from FAULTS_KEEP. */
const FOLDER = process.env.FAULTS_KEEP;

export async function keepEvidence(evidence: Evidence): Promise<void> {
  if (!FOLDER) return;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(path.join(FOLDER, 'evidence.json'), JSON.stringify(evidence, null, 1));
}

/** Keeps the logs, even of a run that broke off. */
export async function keepLogs(logs: string): Promise<void> {
  if (!FOLDER) return;
  await mkdir(FOLDER, { recursive: true });
  for (const file of await readdir(logs)) {
    if (file.endsWith('.log')) await cp(path.join(logs, file), path.join(FOLDER, file));
  }
}
