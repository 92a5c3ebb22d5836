import { Client, Connection } from '@temporalio/client';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from '../../activities/create-activities';
import { createMoveOutageCases } from '../../activities/move-outage-cases';
import { createReferenceCheck } from '../../activities/reference-check';
import { createWriteDigests } from '../../activities/write-digests';
import { createWriteWeeklyReport } from '../../activities/write-weekly-report';
import { temporalConnection } from '../../config/temporal-connection';
import { createComplaintReader } from '../../database/readers/complaint-reader';
import { createDigestReader } from '../../database/readers/digest-reader';
import { createCaseStore } from '../../database/stores/case-store';
import { createOccasionalMails } from '../../database/stores/occasional-mails';
import { createOutageWork } from '../../database/stores/outage-work';
import { createStaffStore } from '../../database/stores/staff-store';
import { createCaseMessenger } from '../case-messenger';
import { createComplaintWorker } from '../complaint-worker';
import { CITY_SCHEDULES } from '../city-schedules';
import { keepSchedule } from '../keep-schedule';
import { connectPatiently } from '../patient-connection';
import { createSurvivorMessenger } from '../survivor-messenger';
import type { WorkerParts } from './worker-parts';

/** Longer than an act takes while Postgres is slow, and short enough that eight in a row fit into an activity. */
const CASE_DEADLINE_MS = 10_000;

interface EngineInput {
  bundle: WorkflowBundleOption;
  /** Ends the waiting for the engine. */
  signal: AbortSignal;
}

/** The Temporal worker with its connections; null when the process is to stop before the engine answered. */
export async function composeEngine(parts: WorkerParts, { bundle, signal }: EngineInput) {
  const { settings, logger, city, db } = parts;
  const { connectionOptions, namespace = settings.TEMPORAL_NAMESPACE } = temporalConnection(process.env);
  const connection = await connectPatiently({ options: connectionOptions, logger, signal });
  if (!connection) return null;
  const clientConnection = Connection.lazy(connectionOptions);
  const client = new Client({ connection: clientConnection, namespace });
  const complaints = createComplaintReader({ db });
  const outages = createOutageWork({ db });
  const activities = createActivities({
    cases: createCaseStore({ db, city }),
    references: createReferenceCheck({ city, complaints, staff: createStaffStore({ db }), outages }),
    survivors: createSurvivorMessenger({ client, complaints }),
    writeDigests: createWriteDigests({
      city,
      digests: createDigestReader({ db, city }),
      mails: createOccasionalMails({ db }),
    }),
    writeWeeklyReport: createWriteWeeklyReport({ city, mails: createOccasionalMails({ db }) }),
    moveOutageCases: createMoveOutageCases({
      outages,
      cases: createCaseMessenger({ client, complaints, deadlineMs: CASE_DEADLINE_MS }),
    }),
  });
  const worker = await createComplaintWorker({
    connection,
    namespace,
    activities,
    workflowBundle: bundle,
    cachedCases: settings.WORKER_CACHED_CASES,
    buildId: settings.WORKER_BUILD_ID,
  });
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
