import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { MS_PER_HOUR } from '../../domain/instant';
import type { ClockStore } from '../../database/stores/clock-store';
import { complaintWorkflowId } from '../../workflows/messages';

interface TimeTravelDeps {
  client: Client;
  namespace: string;
  clocks: ClockStore;
  /** How long to wait for what was due to be recorded, in milliseconds. */
  patienceMs: number;
}

export type TimeTravel = ReturnType<typeof createTimeTravel>;

/**
 * Development only: moves the clock of one case on. The engine's development server can do that for one workflow; the
 * SDK has no word for it yet, so this is the raw call of the service. Production servers refuse it by default.
 */
export function createTimeTravel({ client, namespace, clocks, patienceMs }: TimeTravelDeps) {
  async function skip(complaintId: string, ms: number): Promise<void> {
    await client.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: { workflowId: complaintWorkflowId(complaintId) },
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          fastForwardConfig: { id: randomUUID(), duration: msToTs(ms) },
        },
      },
      updateMask: { paths: ['time_skipping_config'] },
    });
  }

  async function untilUpToDate(complaintId: string): Promise<void> {
    const giveUpAt = Date.now() + patienceMs;
    while (!(await clocks.isUpToDate(complaintId))) {
      if (Date.now() > giveUpAt) throw new Error(`the engine has not caught up within ${patienceMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  return {
    /** A case that was started anew begins at real time; it is brought back to where its clock stood. */
    catchUp: ({ id, clockOffsetMs }: { id: string; clockOffsetMs: number }): Promise<void> =>
      clockOffsetMs > 0 ? skip(id, clockOffsetMs) : Promise.resolve(),

    /**
     * Moves the case's clock on and waits until everything that fell due is on its timeline. Two at once on one case
     * would count once, so they are serialised.
     * @throws Error when the engine has not recorded it within the time allowed
     */
    async fastForward(complaintId: string, hours: number): Promise<void> {
      await clocks.withLock(complaintId, async () => {
        await untilUpToDate(complaintId);
        await skip(complaintId, hours * MS_PER_HOUR);
        await clocks.moveOn(complaintId, hours * MS_PER_HOUR);
        await untilUpToDate(complaintId);
      });
    },
  };
}
