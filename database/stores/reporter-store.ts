import { literal, type InferAttributes } from 'sequelize';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { toInstantOrNull } from '../instants';
import { isUuid } from '../is-uuid';
import type { ReporterModel } from '../models/define-reporter';
import { selectRows } from '../select-rows';
import { FINAL } from '../status-lists';
import { confirmAddress } from './confirm-address';
import { correctAddress, wasCorrected, type AddressCorrection } from './correct-address';
import { eraseReporter } from './erase-reporter';
import { endPushesOf } from './push-subscriptions';

export type ReporterRecord = Omit<
  InferAttributes<ReporterModel>,
  'emailConfirmedAt' | 'mailsStoppedAt' | 'erasedAt'
> & {
  emailConfirmedAt: Instant | null;
  mailsStoppedAt: Instant | null;
  erasedAt: Instant | null;
};

/**
 * The reporters and supporters of complaints. Methods return false when the person does not exist, or no longer
 * does; repeating them succeeds.
 */
export interface ReporterStore {
  find(complaintId: string): Promise<ReporterRecord | null>;
  /** Confirms the address that a link of this generation was sent to, wherever the same browser gave it. */
  confirmEmail(of: { complaintId: string; generation: number }): Promise<boolean>;
  /**
   * Replaces an unconfirmed address and queues a mail to the new one. Links mailed before stop working. Null when
   * there is no such address, no longer is, or it is the same.
   */
  correctEmail(correction: AddressCorrection): Promise<{ generation: number } | null>;
  /** Whether `correctEmail` made this very correction before. */
  wasCorrected(correction: AddressCorrection): Promise<boolean>;
  stopMails(complaintId: string): Promise<boolean>;
  confirmSupporter(id: string): Promise<boolean>;
  stopSupporterMails(id: string): Promise<boolean>;
  /**
   * Removes who complained and everything that they wrote; returns the ids of photos, so that their files can be
   * removed, too. Links mailed before stop working. Safe to repeat.
   * @throws CaseNotFoundError
   */
  erase(input: { complaintId: string; actor: string }): Promise<{ photoIds: string[] }>;
  /** Erases the addresses of supporters; their number stays. */
  eraseSupporters(complaintId: string): Promise<void>;
  /**
   * Removes name, contact, links and phones of reporters who left their complaint to others before `leftBefore`. @returns
   * how many
   */
  forgetLeft(input: { leftBefore: Instant }): Promise<number>;
  /**
   * Complaints that ended before `closedBefore` (as did those that they were merged into) and still have personal
   * data or texts to erase.
   */
  expired(input: { closedBefore: Instant; limit: number }): Promise<string[]>;
}

/** A withdrawn or merged complaint is never closed; its last event was its end. */
const endOf = (complaint: string) =>
  `coalesce(${complaint}.closed_at, (SELECT max(at) FROM timeline_events WHERE complaint_id = ${complaint}.id))
    - ${complaint}.clock_offset * interval '1 millisecond'`;

/** For an erased reporter: texts that an application has sent in their name since, while the case went on. */
const WROTE_SINCE = `EXISTS (SELECT 1 FROM act_inputs WHERE reporter_of = c.id AND body_hash IS NOT NULL)
      OR EXISTS (SELECT 1 FROM ratings WHERE complaint_id = c.id AND text <> '')`;

const EXPIRED = `
  SELECT c.id FROM complaints c JOIN reporters r ON r.complaint_id = c.id
  WHERE (r.erased_at IS NULL OR ${WROTE_SINCE}
      OR EXISTS (SELECT 1 FROM supporters WHERE complaint_id = c.id AND email IS NOT NULL))
    AND c.status IN ${FINAL} AND ${endOf('c')} < $1 AND NOT EXISTS (
    WITH RECURSIVE survivors AS (
      SELECT c.merged_into AS id
      UNION SELECT s.merged_into FROM survivors JOIN complaints s ON s.id = survivors.id)
    SELECT 1 FROM survivors JOIN complaints s ON s.id = survivors.id
    WHERE s.status NOT IN ${FINAL} OR ${endOf('s')} >= $1)
  ORDER BY c.received_at LIMIT $2`;

// Their texts and photos stay with the case, which now belongs to others, until it is over.
const FORGET_LEFT = `
  WITH forgotten AS (
    UPDATE reporters SET name = NULL, email = NULL, phone = NULL, email_confirmed_at = NULL, device_hash = NULL,
      known_by = NULL, token_generation = token_generation + 1, forgotten_at = now()
    FROM complaints c
    WHERE c.id = complaint_id AND c.reporter_left_at - c.clock_offset * interval '1 millisecond' < $1
      AND forgotten_at IS NULL AND erased_at IS NULL
    RETURNING complaint_id
  ), addresses AS (
    UPDATE notifications SET budgeted_for = NULL FROM forgotten
    WHERE recipient = 'reporter:' || forgotten.complaint_id AND budgeted_at IS NOT NULL
  )
  SELECT complaint_id AS id FROM forgotten`;

const ERASE_SUPPORTERS = `
  WITH erased AS (
    UPDATE supporters SET email = NULL, device_hash = NULL, known_by = NULL WHERE complaint_id = $1 RETURNING id
  )
  UPDATE notifications SET budgeted_for = NULL FROM erased
  WHERE recipient = 'supporter:' || erased.id AND budgeted_for IS NOT NULL RETURNING notifications.id`;

/** Only filing and “me too” need the hashes. */
const WITHOUT_HASHES = { attributes: { exclude: ['deviceHash' as const, 'knownBy' as const] } };

export function createReporterStore({ db }: { db: Database }): ReporterStore {
  const { Reporter, Supporter } = db.models;

  const stopped = { mailsStoppedAt: literal('now()') };

  return {
    async find(complaintId) {
      const row = isUuid(complaintId) ? await Reporter.findByPk(complaintId, WITHOUT_HASHES) : null;
      return row && toReporterRecord(row);
    },
    confirmEmail: (of) => confirmAddress(db, { person: 'reporter', ...of }),
    correctEmail: (correction) => correctAddress(db, correction),
    wasCorrected: (correction) => wasCorrected(db, correction),
    async stopMails(complaintId) {
      const [count] = await Reporter.update(stopped, { where: { complaintId, erasedAt: null } });
      return count > 0;
    },
    confirmSupporter: (id) => confirmAddress(db, { person: 'supporter', id }),
    async stopSupporterMails(id) {
      const [count] = await Supporter.update(stopped, { where: { id } });
      return count > 0;
    },
    forgetLeft: ({ leftBefore }) =>
      db.sequelize.transaction(async (transaction) => {
        const bind = [new Date(leftBefore)];
        const left = await selectRows<{ id: string }>(db, { sql: FORGET_LEFT, bind, transaction });
        await endPushesOf(
          db,
          left.map(({ id }) => id),
          transaction,
        );
        return left.length;
      }),
    erase: (input) => eraseReporter(db, input),
    async eraseSupporters(complaintId) {
      await selectRows(db, { sql: ERASE_SUPPORTERS, bind: [complaintId] });
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
