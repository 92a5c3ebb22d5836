import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Where a process can be told to die. Each point fires once for each arming. */
export const KILL_POINTS = {
  /** worker: PostgreSQL has committed an event, and the workflow task that decided it is not over. */
  'after-commit': 'worker',
  /** worker: a courier has claimed a notification and not begun to send it. */
  'between-claim-and-send': 'worker',
  /** api: PostgreSQL has committed a filing, and the citizen was not answered yet. */
  'after-intake-commit': 'api',
  /** api: an act counts, and whoever did it was not answered yet. */
  'before-act-answer': 'api',
} as const;

export type KillPoint = keyof typeof KILL_POINTS;

export interface Arming {
  /** How often the point is passed before it kills. */
  passes?: number;
  /** Source of a regular expression: only where the SQL with its values, or the URL, has this. */
  match?: string;
}

/** Matches a word as a value of its own, in SQL or in JSON within it, but not as part of a column's name. */
export const asValue = (word: string) => `['"]${word}\\\\?['"]`;

/** Folder that carries the switches into one process; each part has its own. */
export const KILL_POINTS_VARIABLE = 'FAULTS_KILL_POINTS';

const armedFile = (folder: string, point: KillPoint) => path.join(folder, `${point}.armed`);
const firedFile = (folder: string, point: KillPoint) => path.join(folder, `${point}.fired`);

/** In the nemesis: switches the point on. */
export async function arm(folder: string, point: KillPoint, arming: Arming = {}): Promise<void> {
  // Moved into place whole: a process may look at any moment.
  await writeFile(`${armedFile(folder, point)}.part`, JSON.stringify(arming));
  await rename(`${armedFile(folder, point)}.part`, armedFile(folder, point));
}

/** In the nemesis: takes the switch back. @returns whether it had fired */
export async function disarm(folder: string, point: KillPoint): Promise<boolean> {
  await rm(armedFile(folder, point), { force: true });
  const hasFired = hasPointFired(folder, point);
  await rm(firedFile(folder, point), { force: true });
  return hasFired;
}

export function hasPointFired(folder: string, point: KillPoint): boolean {
  return existsSync(firedFile(folder, point));
}

/** In the process under test: dies here if the point is armed for what is passing. */
export function pass(folder: string, point: KillPoint, what: () => string): void {
  const file = armedFile(folder, point);
  if (!existsSync(file)) return;
  const { passes = 0, match } = JSON.parse(readFileSync(file, 'utf8')) as Arming;
  if (match !== undefined && !new RegExp(match).test(what())) return;
  if (passes > 0) return writeFileSync(file, JSON.stringify({ passes: passes - 1, match }));
  renameSync(file, firedFile(folder, point));
  process.kill(process.pid, 'SIGKILL');
}
