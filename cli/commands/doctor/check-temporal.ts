import { Connection } from '@temporalio/client';
import { temporalConnection } from '../../../config/temporal-connection';
import { COMPLAINT_TASK_QUEUE } from '../../../workflows/messages';
import { CliError } from '../cli-error';
import type { Settings } from '../settings';
import type { Check } from './check';

const CONNECT_DEADLINE_MS = 5_000;

export function checkTemporal(settings: Settings): Check {
  return {
    part: 'Temporal',
    look: () =>
      withEngine(settings, async ({ workflowService }, namespace) => {
        const { serverVersion } = await workflowService.getSystemInfo({});
        await workflowService.describeNamespace({ namespace });
        return `server ${serverVersion} answers for the namespace "${namespace}"`;
      }),
  };
}

/** Without a worker everything is accepted and nothing happens. */
export function checkWorkers(settings: Settings): Check {
  return {
    part: 'Worker',
    look: () =>
      withEngine(settings, async ({ workflowService }, namespace) => {
        const taskQueue = { name: COMPLAINT_TASK_QUEUE };
        const { pollers } = await workflowService.describeTaskQueue({ namespace, taskQueue });
        if (pollers.length === 0)
          throw new CliError('No worker has asked for work lately: start worker/main.');
        return `${pollers.length} at work on the queue "${COMPLAINT_TASK_QUEUE}"`;
      }),
  };
}

async function withEngine(
  settings: Settings,
  work: (connection: Connection, namespace: string) => Promise<string>,
): Promise<string> {
  const { connectionOptions, namespace = 'default' } = temporalConnection(settings.env);
  const connection = await Connection.connect({
    ...connectionOptions,
    connectTimeout: CONNECT_DEADLINE_MS,
  }).catch((cause: Error) => {
    const address = connectionOptions.address ?? 'its default address';
    throw new CliError(`It does not answer at ${address}: start it, or correct TEMPORAL_ADDRESS.`, { cause });
  });
  try {
    return await work(connection, namespace);
  } finally {
    await connection.close();
  }
}
