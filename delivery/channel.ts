/**
 * The result of one attempt. Errors are codes: what a server or a library says may contain an address. `status` is
 * the other side's response, where responses have numbers.
 */
export type Outcome = { status?: number } & Result;

type Result =
  | { outcome: 'sent' }
  /** Nobody is to get it: mails stopped, reporter erased, too many to an unconfirmed address. */
  | { outcome: 'suppressed'; reason: string }
  /** Trying again would not help; with `isGone`, sending anything else there would not help either. */
  | { outcome: 'failed'; error: string; isGone?: boolean }
  /**
   * `unreachable`: the whole channel may be down, not only this item's recipient. `waitMs`: the other side asked for
   * this long a pause.
   */
  | { outcome: 'retry'; error: string; unreachable: boolean; waitMs?: number }
  /** Not tried, and not counted as an attempt: the recipient's host has no room at present. */
  | { outcome: 'postponed'; reason: string; waitMs: number };

/** One way to send items out. Never throws because of what the other side does. */
export interface Channel<Item> {
  /** Must end when `signal` aborts: after that, another courier may take the item. */
  deliver(input: { item: Item; signal: AbortSignal }): Promise<Outcome>;
}
