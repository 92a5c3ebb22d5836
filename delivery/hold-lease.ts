import type { DeliveryQueue, Lease, QueueItem } from '../database/stores/delivery-queue';
import type { CourierLogger } from './courier-deps';
import type { CourierSettings } from './courier-settings';
import { describeFailure } from './failure';

interface HoldDeps {
  queue: Pick<DeliveryQueue<QueueItem>, 'renew'>;
  logger: CourierLogger;
  settings: Pick<CourierSettings, 'leaseMs' | 'leaseReserveMs'>;
}

export interface HeldLease {
  /** Aborts before another courier may take the item. */
  signal: AbortSignal;
  /** To be called when the item is no longer on its way. */
  release(): void;
}

/** Renewals per lease duration: two may fail before the lease runs out. */
const PARTS = 4;

/** Renews an item's lease for as long as the item is on its way, which may be minutes with a slow server. */
export function holdLease({ queue, logger, settings }: HoldDeps, { id, lease }: Lease): HeldLease {
  const { leaseMs, leaseReserveMs } = settings;
  const controller = new AbortController();
  let isHeld = true;
  let end = setTimeout(abort, leaseMs - leaseReserveMs);
  const renewals = setInterval(() => void renew(), leaseMs / PARTS);

  function abort(): void {
    release();
    controller.abort();
  }

  async function renew(): Promise<void> {
    const askedAt = performance.now();
    try {
      const isOurs = await queue.renew({ id, lease, leaseMs });
      if (!isOurs) return abort();
      clearTimeout(end);
      if (isHeld) end = setTimeout(abort, leaseMs - leaseReserveMs - (performance.now() - askedAt));
    } catch (error) {
      // The lease still holds until it runs out.
      logger.warn(describeFailure(error), 'courier: could not renew a lease');
    }
  }

  function release(): void {
    isHeld = false;
    clearInterval(renewals);
    clearTimeout(end);
  }

  return { signal: controller.signal, release };
}
