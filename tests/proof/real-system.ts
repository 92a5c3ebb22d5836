import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../cli/parts/free-port';
import type { StartedProcess } from '../../cli/parts/start-process';
import { loadCityPack } from '../../city/load-city-pack';
import { createCases } from '../../database/cases/advance-case';
import { createComplaintReader } from '../../database/readers/complaint-reader';
import { createIntakeStore } from '../../database/stores/intake-store';
import { createPolicyStore } from '../../database/stores/policy-store';
import { createActOnCase } from '../../engine/act-on-case';
import { createCaseClient } from '../../engine/case-client';
import { COMPLAINT_TASK_QUEUE } from '../../workflows/messages';
import { kotaJambi } from '../city/pack-folders';
import { eventually } from '../support/courier-bench';
import { newComplaint } from '../support/new-complaint';
import { createTestDatabase } from '../support/test-database';
import { openOwnNamespace } from './own-namespace';
import { settingsOf, startMain, type Main } from './start-main';

/** How long an API waits for the engine. */
const DEADLINE_MS = 5_000;
const WORKFLOW_TASKS = 1;

export type RealSystem = Awaited<ReturnType<typeof openRealSystem>>;

/**
 * The real engine and PostgreSQL, with a namespace and a database of one's own, and as many workers and APIs as a test
 * starts, each a process.
 */
export async function openRealSystem() {
  const [{ address, namespace, client, close }, database, city, folder] = await Promise.all([
    openOwnNamespace(),
    createTestDatabase(),
    loadCityPack(kotaJambi),
    mkdtemp(path.join(os.tmpdir(), 'sikesal-proof-')),
  ]);
  const { db, url: databaseUrl } = database;
  await createPolicyStore({ db }).save(city.policy);
  const complaints = createComplaintReader({ db });
  const cases = createCases({ db, city, onFailure: () => undefined });
  const caseClient = createCaseClient({ client, deadlineMs: DEADLINE_MS });
  const settings = settingsOf({ databaseUrl, address, namespace, folder });
  const unavailable: unknown[] = [];
  const processes: StartedProcess[] = [];

  async function start({ env, ...main }: Main, readyUrl: string): Promise<StartedProcess> {
    const logFile = path.join(folder, `${path.basename(main.file)}.log`);
    const child = await startMain({ ...main, env: { ...settings, ...env }, logFile, readyUrl });
    processes.push(child);
    return child;
  }

  async function isAtWork({ pid }: StartedProcess): Promise<boolean> {
    const { pollers } = await client.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: COMPLAINT_TASK_QUEUE },
      taskQueueType: WORKFLOW_TASKS,
    });
    return (pollers ?? []).some(({ identity }) => identity?.startsWith(`${pid}@`));
  }

  return {
    ...{ client, namespace, address, db, databaseUrl, complaints, cases, caseClient },
    /** The errors for which callers got `unavailable`. */
    unavailable,
    /** Executes acts as an API does. */
    act: createActOnCase({
      ...{ client, complaints, deadlineMs: DEADLINE_MS },
      cases: caseClient,
      preview: cases.preview,
      onUnavailable: (error) => unavailable.push(error),
    }),

    async startWorker({ file = 'worker/main.ts', ...main }: Partial<Main> = {}): Promise<StartedProcess> {
      const metrics = `127.0.0.1:${await freePort()}`;
      const env = { ...main.env, WORKER_METRICS_ADDRESS: metrics };
      const worker = await start({ ...main, file, env }, `http://${metrics}/metrics`);
      await eventually(() => isAtWork(worker), { what: 'polling' });
      return worker;
    },
    async startApi(main: Partial<Main> = {}): Promise<StartedProcess & { url: string }> {
      const port = String(await freePort());
      const url = `http://127.0.0.1:${port}`;
      const env = { ...main.env, PORT: port, PUBLIC_URL: url };
      const child = await start({ ...main, file: 'server/main.ts', env }, `${url}/readyz`);
      return { ...child, url };
    },

    /** Stores a complaint as the API does, and has its workflow started. */
    async open(): Promise<string> {
      const { complaint } = await createIntakeStore({ db }).file(newComplaint({ city }));
      await caseClient.start(complaint);
      return complaint.id;
    },
    timeline: (id: string) => complaints.timeline(id),

    async stop(): Promise<void> {
      await Promise.all(processes.map((child) => child.stop()));
      await close();
      await Promise.all([database.drop(), rm(folder, { recursive: true })]);
    },
  };
}
