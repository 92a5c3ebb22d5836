import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import type { ClockStore } from '../database/stores/clock-store';
import { MS_PER_HOUR } from '../domain/instant';
import { complaintWorkflowId } from '../workflows/messages';

interface TimeTravelDeps {
  client: Client;
  namespace: string;
  clocks: ClockStore;
  /** How long to wait for the engine, in milliseconds. */
  patienceMs: number;
}

export type TimeTravel = ReturnType<typeof createTimeTravel>;

/**
 * Development only: moves the clock of one case forward. The engine's development server can do that for one
 * workflow; the SDK does not support it yet, so these are raw service calls. Production servers refuse it by
 * default.
 */
export function createTimeTravel({ client, namespace, clocks, patienceMs }: TimeTravelDeps) {
  const { workflowService } = client;
  const executionOf = (complaintId: string) => ({ workflowId: complaintWorkflowId(complaintId) });

  async function skip(complaintId: string, ms: number): Promise<void> {
    const fastForwardConfig = { id: randomUUID(), duration: msToTs(ms) };
    await workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: executionOf(complaintId),
      workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig } },
      updateMask: { paths: ['time_skipping_config'] },
    });
  }

  /**
   * A new fast-forward would replace a running one, and what is left of that would be lost: wait until it is over.
   */
  async function untilArrived(complaintId: string): Promise<void> {
    const execution = executionOf(complaintId);
    const { workflowExtendedInfo } = await workflowService.describeWorkflowExecution({
      namespace,
      execution,
    });
    const fastForwardId = workflowExtendedInfo?.timeSkippingInfo?.effectiveConfig?.fastForwardConfig?.id;
    if (!fastForwardId) return;
    const request = { namespace, workflowExecution: execution, fastForwardId };
    await client.withDeadline(Date.now() + patienceMs, () =>
      workflowService.pollWorkflowExecutionTimeSkipping(request),
    );
  }

  async function untilRecorded(complaintId: string): Promise<void> {
    const giveUpAt = Date.now() + patienceMs;
    while (!(await clocks.isUpToDate(complaintId))) {
      if (Date.now() > giveUpAt) throw new Error(`the engine has not caught up within ${patienceMs} ms`);
      await delay(20);
    }
  }

  return {
    /** A case's new execution starts at real time; this moves it to the case's clock. */
    catchUp: ({ id, clockOffsetMs }: { id: string; clockOffsetMs: number }): Promise<void> =>
      clockOffsetMs > 0 ? skip(id, clockOffsetMs) : Promise.resolve(),

    /**
     * Moves the case's clock forward and waits until everything that was due is on its timeline; one call at a
     * time per case.
     * @throws Error when the engine has not recorded it within the time allowed
     */
    async fastForward(complaintId: string, hours: number): Promise<void> {
      await clocks.withLock(complaintId, async () => {
        await untilRecorded(complaintId);
        await untilArrived(complaintId);
        await skip(complaintId, hours * MS_PER_HOUR);
        await clocks.moveOn(complaintId, hours * MS_PER_HOUR);
        await untilArrived(complaintId);
        await untilRecorded(complaintId);
      });
    },
  };
}
