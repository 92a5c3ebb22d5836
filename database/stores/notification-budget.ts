import type { Transaction } from 'sequelize';
import { UNCONFIRMED_BUDGET, type MailBudget } from '../../domain/mail-budget';
import type { NotificationKind } from '../../domain/notification-kinds';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

interface Reservation {
  id: string;
  email: string;
  budget: MailBudget;
}

export interface NotificationBudget {
  /**
   * Counts the notification against the mailbox of its unconfirmed address, once, however often it is tried.
   * @returns false, without counting it, when the budget is used up
   */
  reserve(reservation: Reservation): Promise<boolean>;
}

interface Spending {
  kind: string;
  budgeted: boolean;
  received: number;
  all: number;
}

/** Kinds that anybody can cause by typing an address. */
const BY_TYPING: readonly string[] = ['received', 'address_corrected'] satisfies NotificationKind[];

/** SQL equivalent of `domain/mailbox`. */
const mailboxOf = (email: string) => `regexp_replace(lower(${email}), '\\+[^@]*(?=@)', '')`;

/** SQL for the hash that a mail is counted under: unconfirmed addresses are not stored with it. */
export const mailboxHash = (email: string) => `sha256(convert_to(${mailboxOf(email)}, 'UTF8'))`;
const GIVEN_MAILBOX = mailboxHash('$2::text');

const SPENDING = `
  WITH spent AS (
    SELECT kind FROM notifications
    WHERE budgeted_for = ${GIVEN_MAILBOX} AND budgeted_at > now() - $3 * interval '1 millisecond'
  )
  SELECT kind, budgeted_for IS NOT DISTINCT FROM ${GIVEN_MAILBOX} AS budgeted,
    (SELECT count(*)::integer FROM spent WHERE kind = ANY($4::text[])) AS received,
    (SELECT count(*)::integer FROM spent) AS all
  FROM notifications WHERE id = $1`;

const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended(${mailboxOf('$1::text')}, 0))`;
const SPEND = `
  UPDATE notifications SET budgeted_at = now(), budgeted_for = ${GIVEN_MAILBOX} WHERE id = $1 RETURNING id`;
const WITHHOLD = `
  UPDATE notifications SET state = 'suppressed', last_error = 'unconfirmed_budget' WHERE id = $1 RETURNING id`;

export function createNotificationBudget({ db }: { db: Database }): NotificationBudget {
  return {
    reserve: (reservation) =>
      db.sequelize.transaction((transaction) => reserveWithin(db, reservation, transaction)),
  };
}

/** Decides at once whether a mail that somebody caused by typing an address is sent, so that a page can say so. */
export async function reserveOrWithhold(
  db: Database,
  { id, email }: Pick<Reservation, 'id' | 'email'>,
  transaction: Transaction,
): Promise<void> {
  const isReserved = await reserveWithin(db, { id, email, budget: UNCONFIRMED_BUDGET }, transaction);
  if (!isReserved) await selectRows(db, { sql: WITHHOLD, bind: [id], transaction });
}

async function reserveWithin(
  db: Database,
  { id, email, budget }: Reservation,
  transaction: Transaction,
): Promise<boolean> {
  // Several mails to one address may be in progress at once; they are counted one after the other.
  await selectRows(db, { sql: LOCK, bind: [email], transaction });
  const bind = [id, email, budget.windowMs, BY_TYPING];
  const [spending] = await selectRows<Spending>(db, { sql: SPENDING, bind, transaction });
  if (!spending) return false;
  if (spending.budgeted) return true;
  if (!isWithin(budget, spending)) return false;
  await selectRows(db, { sql: SPEND, bind: [id, email], transaction });
  return true;
}

function isWithin(budget: MailBudget, { kind, received, all }: Spending): boolean {
  return all < budget.all && (!BY_TYPING.includes(kind) || received < budget.received);
}
