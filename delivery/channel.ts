import type { ClaimedNotification } from '../database/stores/notification-queue';
import type { Instant } from '../domain/instant';

/** What became of one attempt. Errors are codes: whatever a server or a library says may hold an address. */
export type Outcome =
  | { outcome: 'sent' }
  /** Nobody is to get it: mails stopped, reporter erased, too many to an unconfirmed address. */
  | { outcome: 'suppressed'; reason: string }
  /** Trying again would not help. */
  | { outcome: 'failed'; error: string }
  /** `unreachable`: the trouble may be the whole channel's, not this notification's. */
  | { outcome: 'retry'; error: string; unreachable: boolean };

/** A way out of the house. Never throws for what the other side does. */
export interface Channel {
  /** Has to be over at `endBy`, when another courier may take the notification. */
  deliver(input: { notification: ClaimedNotification; endBy: Instant }): Promise<Outcome>;
}
