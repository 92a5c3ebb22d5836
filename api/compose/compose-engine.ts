import { Client, Connection } from '@temporalio/client';
import type { Environment } from '../../config/environment';
import { errorName } from '../../config/error-name';
import type { Logger } from '../../config/logger';
import { temporalConnection } from '../../config/temporal-connection';
import type { Database } from '../../database/connection';
import type { ComplaintReader } from '../../database/readers/complaint-reader';
import { createWatchReader } from '../../database/readers/watch-reader';
import { createClockStore } from '../../database/stores/clock-store';
import { createStartQueue } from '../../database/stores/start-queue';
import { isFinal, type Status } from '../../domain/statuses';
import { createCaseStarter } from '../case-starter';
import { createCaseWatch } from '../case-watch';
import { createComplaintGateway } from '../complaint-gateway';
import { createTimeTravel } from '../dev/time-travel';
import { createIntakeRelay } from '../intake-relay';
import { createOutageEngine } from '../outages/outage-engine';

/** How long the engine is waited for before a caller is told to come back. */
const ENGINE_DEADLINE_MS = 5_000;
const FAST_FORWARD_PATIENCE_MS = 30_000;

interface EngineParts {
  settings: Environment;
  logger: Logger;
  db: Database;
  complaints: ComplaintReader;
}

/** Everything of the API that talks to Temporal. Connects with the first call, so an API starts while it is down. */
export function composeEngine({ settings, logger, db, complaints }: EngineParts) {
  const { connectionOptions, namespace = settings.TEMPORAL_NAMESPACE } = temporalConnection(process.env);
  const client = new Client({ connection: Connection.lazy(connectionOptions), namespace });
  const clocks = createClockStore({ db });
  const timeTravel =
    settings.NODE_ENV === 'development'
      ? createTimeTravel({ client, namespace, clocks, patienceMs: FAST_FORWARD_PATIENCE_MS })
      : undefined;
  const startCase = createCaseStarter({
    client,
    deadlineMs: ENGINE_DEADLINE_MS,
    afterStart: timeTravel?.catchUp,
  });

  async function restore(complaintId: string): Promise<Status> {
    const complaint = await complaints.byId(complaintId);
    if (!complaint) throw new RangeError('a complaint that was just read is gone');
    if (!isFinal(complaint.status)) await startCase(complaint, { rebuild: true });
    return complaint.status;
  }

  return {
    client,
    timeTravel,
    gateway: createComplaintGateway({
      client,
      deadlineMs: ENGINE_DEADLINE_MS,
      restore,
      onUnavailable: (error) =>
        logger.warn({ failure: errorName(error) }, 'the engine did not take an act in time'),
    }),
    outages: createOutageEngine({
      client,
      deadlineMs: ENGINE_DEADLINE_MS,
      onUnavailable: (error) =>
        logger.warn({ failure: errorName(error) }, 'the engine did not take an outage in time'),
    }),
    relay: createIntakeRelay({ queue: createStartQueue({ db }), startCase, logger }),
    watchCases: createCaseWatch({ client, watch: createWatchReader({ db }), startCase, logger }),
    /** @throws ServiceError when the engine does not answer */
    probe: () =>
      client.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () => client.workflowService.getSystemInfo({})),
  };
}
