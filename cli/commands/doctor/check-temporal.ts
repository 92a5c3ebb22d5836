import { COMPLAINT_TASK_QUEUE } from '../../../workflows/messages';
import { CliError } from '../cli-error';
import type { Settings } from '../settings';
import { withEngine } from '../with-engine';
import type { Check } from './check';

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
