import type { Client } from '@temporalio/client';
import {
  AGENCY_OUTAGE_WORKFLOW,
  agencyOutageWorkflowId,
  COMPLAINT_TASK_QUEUE,
  outageSignal,
} from '../../workflows/messages';
import { unavailable } from '../http/problem';

export interface OutageEngine {
  /**
   * Tells the engine that there is something to do for an outage.
   * @throws Problem `unavailable` when it does not take it
   */
  wake(outageId: string): Promise<void>;
}

interface OutageEngineDeps {
  client: Client;
  /** How long the engine is waited for, in milliseconds. */
  deadlineMs: number;
  onUnavailable: (error: unknown) => void;
}

export function createOutageEngine({ client, deadlineMs, onUnavailable }: OutageEngineDeps): OutageEngine {
  return {
    async wake(outageId) {
      try {
        await client.withDeadline(Date.now() + deadlineMs, () =>
          client.workflow.signalWithStart(AGENCY_OUTAGE_WORKFLOW, {
            workflowId: agencyOutageWorkflowId(outageId),
            taskQueue: COMPLAINT_TASK_QUEUE,
            args: [{ outageId }],
            signal: outageSignal,
            // One that has moved the deadlines is over by the time that the outage is called off.
            workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          }),
        );
      } catch (error) {
        onUnavailable(error);
        throw unavailable('The engine does not answer; no deadline was moved.', error);
      }
    },
  };
}
