import { literal, Op, UniqueConstraintError, type Transaction } from 'sequelize';
import { ADVISORY_LOCKS } from '../advisory-locks';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { StaffRefusal } from './staff-refusal';

export interface Author {
  /** Who changes it, for the audit: `staff:<id>`, `key:<id>` or `cli`. */
  by: string;
}

export interface AuditedChange extends Author {
  db: Database;
  transaction: Transaction;
}

/** One change of staff, all or nothing. @throws StaffRefusal for an address that somebody else has */
export async function changingStaff<Result>(
  db: Database,
  by: string,
  work: (change: AuditedChange) => Promise<Result>,
): Promise<Result> {
  try {
    return await db.sequelize.transaction(async (transaction) => {
      // Changes of staff are rare, and made one at a time.
      await selectRows(db, {
        sql: 'SELECT pg_advisory_xact_lock($1)',
        bind: [ADVISORY_LOCKS.staff],
        transaction,
      });
      return work({ db, transaction, by });
    });
  } catch (error) {
    if (error instanceof UniqueConstraintError) throw new StaffRefusal('email_taken');
    throw error;
  }
}

/** Records what was done to whom, without names and addresses. */
export async function auditStaff(
  { db, transaction, by }: AuditedChange,
  { id, action, data = {} }: { id: string; action: string; data?: Record<string, unknown> },
): Promise<void> {
  await db.models.AuditEntry.create(
    { actor: by, action, subject: `staff:${id}`, data },
    { fields: ['actor', 'action', 'subject', 'data'], returning: false, transaction },
  );
}

/** Ends every session, or all but one, and every unused mailed link. */
export async function lockOut(
  { db, transaction }: Omit<AuditedChange, 'by'>,
  staffId: string,
  { except }: { except?: string } = {},
): Promise<void> {
  const { Session, SignInRequest } = db.models;
  const others = except === undefined ? {} : { id: { [Op.ne]: except } };
  await Session.destroy({ where: { staffId, ...others }, transaction });
  await SignInRequest.update(
    { expiresAt: literal('least(expires_at, now())') },
    { where: { staffId, usedAt: null }, transaction },
  );
}
