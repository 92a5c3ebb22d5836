import type { ActInputDisposal } from '../../database/stores/act-input-disposal';
import type { ExpiredRows } from '../../database/stores/expired-rows';
import type { WebhookDeliveries } from '../../database/stores/webhook-deliveries';
import { MS_PER_HOUR } from '../../domain/instant';
import type { PhotoStore } from '../../photos/photo-store';

interface ForgettingDeps {
  kept: ExpiredRows;
  disposal: Pick<ActInputDisposal, 'discardRefused'>;
  photoStore: Pick<PhotoStore, 'remove'>;
  webhooks: Pick<WebhookDeliveries, 'forgetBefore'>;
}

/** As docs/applications.md tells clients: no queue of repeats waits longer. */
const REQUESTS_KEPT_MS = 30 * 24 * MS_PER_HOUR;
/** A sign-in link or a digest of last month helps nobody to find out why a mail did not come. */
const MAILS_KEPT_MS = 30 * 24 * MS_PER_HOUR;
/** Long after the last attempt, so that a receiver can have sent again what it lost. */
const DELIVERIES_KEPT_MS = 30 * 24 * MS_PER_HOUR;

/** The command centre is told of ten minutes. */
const PRESSURE_KEPT_MS = MS_PER_HOUR;
/** None is good for longer. */
const TURNS_KEPT_MS = 2 * MS_PER_HOUR;

/** Removes what is of use for a while only. */
export function createForgetting(deps: ForgettingDeps): () => Promise<void> {
  const { kept, disposal, photoStore, webhooks } = deps;
  return async () => {
    const now = Date.now();
    await kept.forgetRequests(now - REQUESTS_KEPT_MS);
    // Until then the same request gets the same answer, or counts after all.
    for await (const photoIds of disposal.discardRefused(now - REQUESTS_KEPT_MS))
      for (const id of photoIds) await photoStore.remove(id);
    await kept.forgetOccasionalMails(now - MAILS_KEPT_MS);
    await kept.forgetPressure(now - PRESSURE_KEPT_MS);
    await kept.forgetTurns(now - TURNS_KEPT_MS);
    await webhooks.forgetBefore(now - DELIVERIES_KEPT_MS);
  };
}
