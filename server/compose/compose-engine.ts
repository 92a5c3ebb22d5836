import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import type { CaseEngine } from '../../api/acts/execute-act';
import type { Environment } from '../../config/environment';
import { errorName } from '../../config/error-name';
import type { Logger } from '../../config/logger';
import { temporalConnection } from '../../config/temporal-connection';
import type { Cases } from '../../database/cases/advance-case';
import type { Database } from '../../database/connection';
import type { ComplaintReader } from '../../database/readers/complaint-reader';
import { createWatchReader } from '../../database/readers/watch-reader';
import { createClockStore } from '../../database/stores/clock-store';
import { createLateCases } from '../../database/stores/late-cases';
import { createStartQueue } from '../../database/stores/start-queue';
import { createExclusiveJobs } from '../../database/stores/exclusive-jobs';
import { createWatchdogFindings } from '../../database/stores/watchdog-findings';
import { isFinal } from '../../domain/statuses';
import { createWedgedCases } from '../../database/stores/wedged-cases';
import { createActOnCase } from '../../engine/act-on-case';
import { createCaseClient } from '../../engine/case-client';
import { createOutageClient } from '../../engine/outage-client';
import { createTimeTravel } from '../../engine/time-travel';
import { createIntakeRelay } from '../intake-relay';
import { createCaseWatch } from '../watchdog/case-watch';
import { createLateWatch } from '../watchdog/late-watch';

/** How long to wait for the engine before the caller is told to try again later. */
const ENGINE_DEADLINE_MS = 5_000;
const FAST_FORWARD_PATIENCE_MS = 30_000;

interface EngineParts {
  settings: Environment;
  logger: Logger;
  db: Database;
  complaints: ComplaintReader;
  cases: Cases;
}

/**
 * Everything in this process that talks to Temporal. Connects with the first call, so the process starts while
 * Temporal is down.
 */
export function composeEngine({ settings, logger, db, complaints, cases }: EngineParts) {
  const { connectionOptions, namespace = settings.TEMPORAL_NAMESPACE } = temporalConnection(process.env);
  const client = new Client({ connection: Connection.lazy(connectionOptions), namespace });
  const clocks = createClockStore({ db });
  const timeTravel =
    settings.NODE_ENV === 'development'
      ? createTimeTravel({ client, namespace, clocks, patienceMs: FAST_FORWARD_PATIENCE_MS })
      : undefined;
  const deadlineMs = ENGINE_DEADLINE_MS;
  const caseClient = createCaseClient({ client, deadlineMs, afterStart: timeTravel?.catchUp });
  const turns = createExclusiveJobs({ db });
  const engine: CaseEngine = {
    act: createActOnCase({
      ...{ client, complaints, deadlineMs },
      cases: caseClient,
      preview: cases.preview,
      onUnavailable: (error) =>
        logger.warn({ failure: errorName(error) }, 'the engine did not take an act in time'),
    }),
    wake(complaint) {
      // Do not start an execution for a case that is over.
      const woken = isFinal(complaint.status)
        ? caseClient.wakeRunning(complaint.id)
        : caseClient.wake(complaint);
      woken.catch((error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return;
        // The watchdog will find the case soon.
        logger.warn({ complaint: complaint.id, failure: errorName(error) }, 'a case could not be woken');
      });
    },
  };

  return {
    client,
    timeTravel,
    engine,
    outages: createOutageClient({ client, deadlineMs }),
    relay: createIntakeRelay({ queue: createStartQueue({ db }), start: caseClient.start, logger }),
    watchCases: createCaseWatch({
      ...{ cases: caseClient, turns, logger },
      watch: createWatchReader({ db }),
      findings: createWatchdogFindings({ db }),
      wedged: createWedgedCases({ db }),
    }),
    wakeLate: createLateWatch({ cases: caseClient, late: createLateCases({ db }), turns, logger }),
    /** @throws ServiceError when the engine does not answer */
    probe: () => client.withDeadline(Date.now() + deadlineMs, () => client.workflowService.getSystemInfo({})),
  };
}
