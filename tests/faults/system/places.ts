import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../../cli/parts/free-port';
import { buildWorkflowBundle } from '../../../worker/workflow-bundle';

/** The product's processes; `spare` is a second worker that comes when the first one is frozen. */
export const MAIN_NAMES = ['api', 'worker', 'spare'] as const;
export type MainName = (typeof MAIN_NAMES)[number];

export interface Places {
  folder: string;
  temporalStore: string;
  workflowBundle: string;
  /** Where each process looks for its kill points. */
  killPoints: Record<MainName, string>;
  ports: Record<MainName, number> & { temporal: number; postgres: number };
}

/** Folders and ports of one run. */
export async function makePlaces(): Promise<Places> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-faults-'));
  const pointsOf = (main: MainName) => path.join(folder, `points-${main}`);
  for (const main of MAIN_NAMES) await mkdir(pointsOf(main));
  return {
    folder,
    temporalStore: path.join(folder, 'temporal'),
    workflowBundle: process.env.TEST_WORKFLOW_BUNDLE ?? (await bundleInto(folder)),
    killPoints: { api: pointsOf('api'), worker: pointsOf('worker'), spare: pointsOf('spare') },
    ports: {
      api: await freePort(),
      worker: await freePort(),
      spare: await freePort(),
      temporal: await freePort(),
      postgres: await freePort(),
    },
  };
}

/** Made once for all starts of the worker: it takes seconds. */
async function bundleInto(folder: string): Promise<string> {
  const file = path.join(folder, 'workflow-bundle.js');
  await writeFile(file, await buildWorkflowBundle());
  return file;
}
