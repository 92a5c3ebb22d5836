import { setTimeout as pause } from 'node:timers/promises';
import type { CourierLogger } from './courier-deps';
import type { CourierSettings } from './courier-settings';
import { describeFailure } from './failure';

/**
 * Records outcomes, however long the database is away: an outcome that is not recorded means that the item is sent
 * again.
 */
export interface Recorder {
  /** @returns false if the lease was lost, or after `giveUp` */
  record(write: () => Promise<boolean>): Promise<boolean>;
  /** How many outcomes are not recorded yet. */
  unrecorded(): number;
  /** Stops retrying, for a process that has to end now. */
  giveUp(): void;
}

export function createRecorder({
  logger,
  settings,
}: {
  logger: CourierLogger;
  settings: Pick<CourierSettings, 'recordRetryMs'>;
}): Recorder {
  let unrecorded = 0;
  let isGivenUp = false;

  async function persist(write: () => Promise<boolean>): Promise<boolean> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        logger.error(describeFailure(error), 'courier: could not record an outcome');
        if (isGivenUp) return false;
        await pause(settings.recordRetryMs);
      }
    }
  }

  return {
    record(write) {
      unrecorded += 1;
      return persist(write).finally(() => {
        unrecorded -= 1;
      });
    },
    unrecorded: () => unrecorded,
    giveUp() {
      isGivenUp = true;
    },
  };
}
