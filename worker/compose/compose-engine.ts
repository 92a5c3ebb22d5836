import { Client, Connection } from '@temporalio/client';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { createAdvanceCase } from '../../activities/advance-case';
import { createActivities } from '../../activities/create-activities';
import { createMoveOutageCases } from '../../activities/move-outage-cases';
import { createWriteDigests } from '../../activities/write-digests';
import { createWriteWeeklyReport } from '../../activities/write-weekly-report';
import { workingAgencies } from '../../city/directory';
import { errorName } from '../../config/error-name';
import { logCaseFailure } from '../../config/log-case-failure';
import { temporalConnection } from '../../config/temporal-connection';
import { createCases } from '../../database/cases/advance-case';
import { createDigestReader } from '../../database/readers/digest-reader';
import { createOccasionalMails } from '../../database/stores/occasional-mails';
import { createOutageWork } from '../../database/stores/outage-work';
import { createCaseClient } from '../../engine/case-client';
import { createComplaintWorker } from '../complaint-worker';
import { CITY_SCHEDULES } from '../city-schedules';
import { keepSchedule } from '../keep-schedule';
import { connectPatiently } from '../patient-connection';
import type { WorkerParts } from './worker-parts';

/** Nobody waits for a wake-up; if it fails, the watchdog finds the case. */
const WAKE_DEADLINE_MS = 5_000;

interface EngineInput {
  bundle: WorkflowBundleOption;
  /** Aborts waiting for the engine. */
  signal: AbortSignal;
}

/** The Temporal worker with its connections; null if the process has to stop before the engine answers. */
export async function composeEngine(parts: WorkerParts, { bundle, signal }: EngineInput) {
  const { settings, logger, city } = parts;
  const { connectionOptions, namespace = settings.TEMPORAL_NAMESPACE } = temporalConnection(process.env);
  const clientConnection = Connection.lazy(connectionOptions);
  const client = new Client({ connection: clientConnection, namespace });
  const activities = composeActivities(parts, client);
  const connected = await connectPatiently({
    options: connectionOptions,
    createWorker: (connection) =>
      createComplaintWorker({
        ...{ connection, namespace, activities },
        workflowBundle: bundle,
        cachedCases: settings.WORKER_CACHED_CASES,
        buildId: settings.WORKER_BUILD_ID,
      }),
    logger,
    signal,
  });
  if (!connected) return null;
  const { connection, worker } = connected;
  const schedules = CITY_SCHEDULES.map((schedule) =>
    keepSchedule({ client, schedule, timeZone: city.timeZone, logger }),
  );
  const close = async () => {
    await Promise.all(schedules.map((schedule) => schedule.stop()));
    // An open connection would keep the process alive.
    await Promise.all([connection.close(), clientConnection.close()]);
  };
  return { worker, close };
}

function composeActivities({ logger, city, db }: WorkerParts, client: Client) {
  const cases = createCases({ db, city, onFailure: logCaseFailure(logger) });
  const caseClient = createCaseClient({ client, deadlineMs: WAKE_DEADLINE_MS });
  const wake = (complaintId: string) => {
    caseClient.wakeRunning(complaintId).catch((error: unknown) => {
      logger.warn({ complaint: complaintId, failure: errorName(error) }, 'a case could not be woken');
    });
  };
  const mails = createOccasionalMails({ db });
  return createActivities({
    advanceCase: createAdvanceCase({ cases, wake }),
    writeDigests: createWriteDigests({
      ...{ city, agencies: workingAgencies(city) },
      ...{ digests: createDigestReader({ db, city }), mails },
    }),
    writeWeeklyReport: createWriteWeeklyReport({ city, mails }),
    moveOutageCases: createMoveOutageCases({ outages: createOutageWork({ db }), cases, wake }),
  });
}
