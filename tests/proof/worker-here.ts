import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createAdvanceCase } from '../../activities/advance-case';
import { createActivities, type ActivityDeps } from '../../activities/create-activities';
import type { Cases } from '../../database/cases/advance-case';
import { createComplaintWorker } from '../../worker/complaint-worker';
import type { RealSystem } from './real-system';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

interface Changes {
  changeCases?: (cases: Cases) => Cases;
  changeAdvanceCase?: (advanceCase: ActivityDeps['advanceCase']) => ActivityDeps['advanceCase'];
}

/** A worker in the test's own process, with something between workflow and store. @returns how to stop it */
export async function startWorkerHere(
  { address, namespace, cases, caseClient }: RealSystem,
  { changeCases = (same) => same, changeAdvanceCase = (same) => same }: Changes = {},
): Promise<() => Promise<void>> {
  const connection = await NativeConnection.connect({ address });
  const wake = (id: string) => void caseClient.wakeRunning(id).catch(() => undefined);
  const advanceCase = createAdvanceCase({ cases: changeCases(cases), wake });
  const worker = await createComplaintWorker({
    connection,
    namespace,
    // No outage, digest or report happens here.
    activities: createActivities({ advanceCase: changeAdvanceCase(advanceCase) } as ActivityDeps),
    workflowBundle: { codePath: process.env.TEST_WORKFLOW_BUNDLE ?? '' },
    cachedCases: 100,
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
}
