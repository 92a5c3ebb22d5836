import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { createClockStore } from '../../../database/stores/clock-store';
import { createTimeTravel } from '../../../engine/time-travel';
import { complaintWorkflowId } from '../../../workflows/messages';
import { openRealSystem } from '../real-system';
import { createCallers, type Filed } from './callers';
import { CHANGED_RULES } from './changed-rules';
import { copyWith } from './copy-with';

export type TwoVersions = Awaited<ReturnType<typeof startTwoVersions>>;

/** Today's API and worker at work, tomorrow's API beside them, and tomorrow's worker ready to be started. */
export async function startTwoVersions() {
  const [system, copy] = await Promise.all([openRealSystem(), copyWith(CHANGED_RULES)]);
  const { client, namespace, db } = system;
  const { root } = copy;
  const [oldApi, oldWorker, newApi, bundle] = await Promise.all([
    system.startApi(),
    system.startWorker(),
    system.startApi({ root }),
    bundleOf(root),
  ]);
  const clocks = createClockStore({ db });
  const timeTravel = createTimeTravel({ client, namespace, clocks, patienceMs: 60_000 });

  const callers = await createCallers({ url: oldApi.url, databaseUrl: system.databaseUrl });

  return {
    ...{ system, root, oldApi, oldWorker, newApi, callers },
    startNewWorker: () => system.startWorker({ root, env: { WORKFLOW_BUNDLE: bundle } }),
    hoursPass: ({ id }: Filed, hours: number) => timeTravel.fastForward(id, hours),
    /** Lets whichever worker is quicker have it next, whichever had it before. */
    async letEitherWorkerHave({ id }: Filed): Promise<void> {
      const execution = { workflowId: complaintWorkflowId(id) };
      await client.workflowService.resetStickyTaskQueue({ namespace, execution });
    },
    historyOf: async ({ id }: Filed) => (await system.caseClient.handleOf(id).fetchHistory()).events ?? [],
    async stop(): Promise<void> {
      await callers.close();
      await system.stop();
      await copy.remove();
    },
  };
}

/** Builds the bundle as a deploy does, so that any rules that get into it are tomorrow's. */
async function bundleOf(root: string): Promise<string> {
  const file = path.join(root, 'workflow-bundle.js');
  const workflowsPath = path.join(root, 'workflows/all-workflows.ts');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  await writeFile(file, code);
  return file;
}
