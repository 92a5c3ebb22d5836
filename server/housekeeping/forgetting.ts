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

/** As docs/applications.md tells clients: no queue of theirs should repeat a request later than this. */
const REQUESTS_KEPT_MS = 30 * 24 * MS_PER_HOUR;
/** Long enough to find out why a sign-in link or a digest did not arrive. */
const MAILS_KEPT_MS = 30 * 24 * MS_PER_HOUR;
/** Long after the last attempt, so that receivers can ask for what they lost. */
const DELIVERIES_KEPT_MS = 30 * 24 * MS_PER_HOUR;

/** The command centre is shown the last ten minutes. */
const PRESSURE_KEPT_MS = MS_PER_HOUR;
/** No turn is valid for longer. */
const TURNS_KEPT_MS = 2 * MS_PER_HOUR;

/** Removes rows that are useful only for a while. */
export function createForgetting(deps: ForgettingDeps): () => Promise<void> {
  const { kept, disposal, photoStore, webhooks } = deps;
  return async () => {
    const now = Date.now();
    await kept.forgetRequests(now - REQUESTS_KEPT_MS);
    // Until then, a repeated request gets the same response, or counts after all.
    for await (const photoIds of disposal.discardRefused(now - REQUESTS_KEPT_MS))
      for (const id of photoIds) await photoStore.remove(id);
    await kept.forgetOccasionalMails(now - MAILS_KEPT_MS);
    await kept.forgetPressure(now - PRESSURE_KEPT_MS);
    await kept.forgetTurns(now - TURNS_KEPT_MS);
    await webhooks.forgetBefore(now - DELIVERIES_KEPT_MS);
    await kept.forgetPushes(now - DELIVERIES_KEPT_MS);
  };
}
