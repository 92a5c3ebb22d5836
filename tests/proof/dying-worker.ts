import path from 'node:path';
import { NativeConnection } from '@temporalio/worker';
import { createAdvanceCase } from '../../activities/advance-case';
import { createActivities } from '../../activities/create-activities';
import { loadCityPack } from '../../city/load-city-pack';
import { readEnvironment } from '../../config/environment';
import { createLogger } from '../../config/logger';
import { runMain } from '../../config/run-main';
import { createCases, type Cases } from '../../database/cases/advance-case';
import { openDatabase } from '../../database/connection';
import { createComplaintWorker } from '../../worker/complaint-worker';
import { installEngineRuntime } from '../../worker/engine-runtime';

const inTheMiddle = new Set<string>();

/**
 * Never returns after an act that PostgreSQL has committed: each such case stays in the middle of its workflow
 * task, and once there are as many as PROOF_DIES_WITH says, the process is killed.
 */
function dying(cases: Cases): Pick<Cases, 'advance'> {
  return {
    async advance(input) {
      const advanced = await cases.advance(input);
      if (input.messages.length === 0) return advanced;
      inTheMiddle.add(input.complaintId);
      if (inTheMiddle.size === Number(process.env['PROOF_DIES_WITH'])) process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    },
  };
}

const notAsked = () => Promise.reject(new Error('only cases are advanced here'));

async function main(): Promise<void> {
  const settings = readEnvironment(process.env);
  const logger = createLogger({ name: 'worker', level: settings.LOG_LEVEL });
  installEngineRuntime({ logger, metricsAddress: settings.WORKER_METRICS_ADDRESS });
  const city = await loadCityPack(path.resolve(settings.CITY_PACK));
  const db = openDatabase({ url: settings.DATABASE_URL, maxConnections: settings.DATABASE_CONNECTIONS });
  const cases = createCases({ db, city, onFailure: () => undefined });
  const worker = await createComplaintWorker({
    connection: await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] }),
    namespace: settings.TEMPORAL_NAMESPACE,
    activities: createActivities({
      advanceCase: createAdvanceCase({ cases: dying(cases), wake: () => undefined }),
      ...{ writeDigests: notAsked, writeWeeklyReport: notAsked, moveOutageCases: notAsked },
    }),
    workflowBundle: { codePath: settings.WORKFLOW_BUNDLE ?? '' },
    cachedCases: settings.WORKER_CACHED_CASES,
  });
  await worker.run();
}

runMain(main);
