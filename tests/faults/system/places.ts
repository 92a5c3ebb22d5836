import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../../cli/parts/free-port';
import { buildWorkflowBundle } from '../../../worker/workflow-bundle';

export interface Places {
  folder: string;
  temporalStore: string;
  workflowBundle: string;
  /** Where each process looks for its kill points. */
  killPoints: { api: string; worker: string };
  ports: { api: number; metrics: number; temporal: number; postgres: number };
}

/** Folders and ports of one run. */
export async function makePlaces(): Promise<Places> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-faults-'));
  const killPoints = { api: path.join(folder, 'points-api'), worker: path.join(folder, 'points-worker') };
  for (const each of Object.values(killPoints)) await mkdir(each);
  const [api, metrics, temporal, postgres] = (await freePorts(4)) as [number, number, number, number];
  return {
    folder,
    temporalStore: path.join(folder, 'temporal'),
    workflowBundle: process.env.TEST_WORKFLOW_BUNDLE ?? (await bundleInto(folder)),
    killPoints,
    ports: { api, metrics, temporal, postgres },
  };
}

/** Made once for all starts of the worker: it takes seconds. */
async function bundleInto(folder: string): Promise<string> {
  const file = path.join(folder, 'workflow-bundle.js');
  await writeFile(file, await buildWorkflowBundle());
  return file;
}

/** Taken one after the other, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
