import type { Transaction } from 'sequelize';
import { ADVISORY_LOCKS } from '../advisory-locks';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

export interface Author {
  /** Who changes it, for the audit: `staff:<id>`, `key:<id>` or `cli`. */
  by: string;
}

export interface WebhookChange extends Author {
  db: Database;
  transaction: Transaction;
}

/** One change of an endpoint, all or nothing. */
export function changingWebhooks<Result>(
  db: Database,
  by: string,
  work: (change: WebhookChange) => Promise<Result>,
): Promise<Result> {
  return db.sequelize.transaction(async (transaction) => {
    // Changes of endpoints are rare, and made one at a time.
    await selectRows(db, {
      sql: 'SELECT pg_advisory_xact_lock($1)',
      bind: [ADVISORY_LOCKS.webhooks],
      transaction,
    });
    return work({ db, transaction, by });
  });
}

export async function auditWebhook(
  { db, transaction, by }: WebhookChange,
  { id, action, data = {} }: { id: string; action: string; data?: Record<string, unknown> },
): Promise<void> {
  await db.models.AuditEntry.create(
    { actor: by, action, subject: `webhook:${id}`, data },
    { fields: ['actor', 'action', 'subject', 'data'], returning: false, transaction },
  );
}
