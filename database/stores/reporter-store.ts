import { literal, type InferAttributes } from 'sequelize';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { toInstantOrNull } from '../instants';
import { isUuid } from '../is-uuid';
import type { ReporterModel } from '../models/define-reporter';
import { selectRows } from '../select-rows';
import { FINAL } from '../status-lists';
import { eraseReporter } from './erase-reporter';

export type ReporterRecord = Omit<
  InferAttributes<ReporterModel>,
  'emailConfirmedAt' | 'mailsStoppedAt' | 'erasedAt'
> & {
  emailConfirmedAt: Instant | null;
  mailsStoppedAt: Instant | null;
  erasedAt: Instant | null;
};

/** Each answers false when there is nobody (any more) whom it could be done for; doing it again is success. */
export interface ReporterStore {
  find(complaintId: string): Promise<ReporterRecord | null>;
  confirmEmail(complaintId: string): Promise<boolean>;
  stopMails(complaintId: string): Promise<boolean>;
  confirmSupporter(id: string): Promise<boolean>;
  stopSupporterMails(id: string): Promise<boolean>;
  /**
   * Removes who complained and everything that they wrote; the photos' ids are told so that the pictures go too.
   * Links mailed so far are dead afterwards. Safe to repeat.
   * @throws CaseNotFoundError
   */
  erase(input: { complaintId: string; actor: string }): Promise<{ photoIds: string[] }>;
  /** Addresses of those who said "me too"; their number stays. */
  eraseSupporters(complaintId: string): Promise<void>;
  /** Complaints that were over before `closedBefore` (as was what they were merged into) with people not erased. */
  expired(input: { closedBefore: Instant; limit: number }): Promise<string[]>;
}

/** A withdrawn or merged complaint has no closing; the last thing that happened to it was its end. */
const endOf = (complaint: string) =>
  `coalesce(${complaint}.closed_at, (SELECT max(at) FROM timeline_events WHERE complaint_id = ${complaint}.id))
    - ${complaint}.clock_offset * interval '1 millisecond'`;

const EXPIRED = `
  SELECT c.id FROM complaints c JOIN reporters r ON r.complaint_id = c.id
  WHERE (r.erased_at IS NULL
      OR EXISTS (SELECT 1 FROM supporters WHERE complaint_id = c.id AND email IS NOT NULL))
    AND c.status IN ${FINAL} AND ${endOf('c')} < $1 AND NOT EXISTS (
    WITH RECURSIVE survivors AS (
      SELECT c.merged_into AS id
      UNION SELECT s.merged_into FROM survivors JOIN complaints s ON s.id = survivors.id)
    SELECT 1 FROM survivors JOIN complaints s ON s.id = survivors.id
    WHERE s.status NOT IN ${FINAL} OR ${endOf('s')} >= $1)
  ORDER BY c.received_at LIMIT $2`;

/** Nothing but “me too” asks for it. */
const WITHOUT_DEVICE = { attributes: { exclude: ['deviceHash' as const] } };

export function createReporterStore({ db }: { db: Database }): ReporterStore {
  const { Reporter, Supporter } = db.models;

  const markReporter = async (complaintId: string, column: 'emailConfirmedAt' | 'mailsStoppedAt') => {
    const where = { complaintId, erasedAt: null };
    const [count] = await Reporter.update({ [column]: literal('now()') }, { where });
    return count > 0;
  };
  const markSupporter = async (id: string, column: 'emailConfirmedAt' | 'mailsStoppedAt') => {
    const [count] = await Supporter.update({ [column]: literal('now()') }, { where: { id } });
    return count > 0;
  };

  return {
    async find(complaintId) {
      const row = isUuid(complaintId) ? await Reporter.findByPk(complaintId, WITHOUT_DEVICE) : null;
      return row && toReporterRecord(row);
    },
    confirmEmail: (complaintId) => markReporter(complaintId, 'emailConfirmedAt'),
    stopMails: (complaintId) => markReporter(complaintId, 'mailsStoppedAt'),
    confirmSupporter: (id) => markSupporter(id, 'emailConfirmedAt'),
    stopSupporterMails: (id) => markSupporter(id, 'mailsStoppedAt'),
    erase: (input) => eraseReporter(db, input),
    async eraseSupporters(complaintId) {
      await Supporter.update({ email: null, deviceHash: null }, { where: { complaintId } });
    },
    async expired({ closedBefore, limit }) {
      const bind = [new Date(closedBefore), limit];
      return (await selectRows<{ id: string }>(db, { sql: EXPIRED, bind })).map(({ id }) => id);
    },
  };
}

function toReporterRecord(row: ReporterModel): ReporterRecord {
  const columns = row.get({ plain: true });
  return {
    ...columns,
    emailConfirmedAt: toInstantOrNull(columns.emailConfirmedAt),
    mailsStoppedAt: toInstantOrNull(columns.mailsStoppedAt),
    erasedAt: toInstantOrNull(columns.erasedAt),
  };
}
