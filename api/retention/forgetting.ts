import type { KeptForAWhile } from '../../database/stores/kept-for-a-while';
import { MS_PER_HOUR } from '../../domain/instant';

interface ForgettingDeps {
  kept: KeptForAWhile;
}

/** As docs/applications.md tells clients: no queue of repeats waits longer. */
const REQUESTS_KEPT_MS = 30 * 24 * MS_PER_HOUR;
/** A sign-in link or a digest of last month helps nobody to find out why a mail did not come. */
const MAILS_KEPT_MS = 30 * 24 * MS_PER_HOUR;

/** Removes what is of use for some weeks only. */
export function createForgetting({ kept }: ForgettingDeps): () => Promise<void> {
  return async () => {
    const now = Date.now();
    await kept.forgetRequests(now - REQUESTS_KEPT_MS);
    await kept.forgetOccasionalMails(now - MAILS_KEPT_MS);
  };
}
