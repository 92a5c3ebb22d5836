import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** How many mails an address may get before it is confirmed. */
export interface MailBudget {
  windowMs: number;
  /** Most mails of kind `received`, the ones that anybody can cause by typing an address. */
  received: number;
  /** Most mails of all kinds. */
  all: number;
}

export interface NotificationBudget {
  /**
   * Counts the notification against its unconfirmed address, once however often it is tried.
   * @returns false when the address has had its share; nothing is counted then.
   */
  reserve(input: { id: string; email: string; budget: MailBudget }): Promise<boolean>;
}

interface Spending {
  kind: string;
  budgeted: boolean;
  received: number;
  all: number;
}

const SPENDING = `
  WITH recipients AS (
    SELECT 'reporter:' || complaint_id AS recipient FROM reporters
    WHERE lower(email) = lower($2) AND email_confirmed_at IS NULL
    UNION ALL
    SELECT 'supporter:' || id FROM supporters WHERE lower(email) = lower($2) AND email_confirmed_at IS NULL
  ), spent AS (
    SELECT kind FROM notifications JOIN recipients USING (recipient)
    WHERE budgeted_at > now() - $3 * interval '1 millisecond'
  )
  SELECT kind, budgeted_at IS NOT NULL AS budgeted,
    (SELECT count(*)::integer FROM spent WHERE kind = 'received') AS received,
    (SELECT count(*)::integer FROM spent) AS all
  FROM notifications WHERE id = $1`;

const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended(lower($1), 0))`;
const SPEND = `UPDATE notifications SET budgeted_at = now() WHERE id = $1 RETURNING id`;

export function createNotificationBudget({ db }: { db: Database }): NotificationBudget {
  return {
    reserve: ({ id, email, budget }) =>
      db.sequelize.transaction(async (transaction) => {
        // Several mails to one address may be on their way at once; they are counted one after the other.
        await selectRows(db, { sql: LOCK, bind: [email], transaction });
        const bind = [id, email, budget.windowMs];
        const [spending] = await selectRows<Spending>(db, { sql: SPENDING, bind, transaction });
        if (!spending) return false;
        if (spending.budgeted) return true;
        if (!isWithin(budget, spending)) return false;
        await selectRows(db, { sql: SPEND, bind: [id], transaction });
        return true;
      }),
  };
}

function isWithin(budget: MailBudget, { kind, received, all }: Spending): boolean {
  return all < budget.all && (kind !== 'received' || received < budget.received);
}
