/** How many mails an address may get before it is confirmed. */
export interface MailBudget {
  windowMs: number;
  /** Limit on mails that anybody can cause by typing an address: the receipt, and the mail after a correction. */
  received: number;
  /** Limit on mails of all kinds. */
  all: number;
}

/** Anybody may have typed an address that is not confirmed. */
export const UNCONFIRMED_BUDGET: MailBudget = { windowMs: 24 * 3_600_000, received: 3, all: 12 };
