/**
 * What became of one attempt. Errors are codes: whatever a server or a library says may hold an address. `status` is
 * what the other side answered, where answers have numbers.
 */
export type Outcome = { status?: number } & Result;

type Result =
  | { outcome: 'sent' }
  /** Nobody is to get it: mails stopped, reporter erased, too many to an unconfirmed address. */
  | { outcome: 'suppressed'; reason: string }
  /** Trying again would not help; `isGone`: nor would sending anything else there. */
  | { outcome: 'failed'; error: string; isGone?: boolean }
  /** `unreachable`: the trouble may be the whole channel's, not this item's. */
  | { outcome: 'retry'; error: string; unreachable: boolean }
  /** Not tried, and the attempt does not count: where it goes has no room at present. */
  | { outcome: 'postponed'; reason: string; waitMs: number };

/** A way out of the house. Never throws for what the other side does. */
export interface Channel<Item> {
  /** Has to end when `signal` aborts: another courier may take the item then. */
  deliver(input: { item: Item; signal: AbortSignal }): Promise<Outcome>;
}
