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
  /** Confirms the address that a link of this generation went to, wherever the same browser gave it. */
  confirmEmail(of: { complaintId: string; generation: number }): Promise<boolean>;
  /**
   * Puts an address in the place of one that nobody has confirmed, and has it written to. Links mailed so far are dead
   * afterwards. Null when there is no such address (any more), or it is the same.
   */
  correctEmail(correction: AddressCorrection): Promise<{ generation: number } | null>;
  /** Whether `correctEmail` did just this before. */
  wasCorrected(correction: AddressCorrection): Promise<boolean>;
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
  /** Removes name, contact and links of those who left their complaint to others before `leftBefore`. @returns how many */
  forgetLeft(input: { leftBefore: Instant }): Promise<number>;
  /** Complaints that were over before `closedBefore` (as was what they were merged into) with people or words not erased. */
  expired(input: { closedBefore: Instant; limit: number }): Promise<string[]>;
}

/** A withdrawn or merged complaint has no closing; the last thing that happened to it was its end. */
const endOf = (complaint: string) =>
  `coalesce(${complaint}.closed_at, (SELECT max(at) FROM timeline_events WHERE complaint_id = ${complaint}.id))
    - ${complaint}.clock_offset * interval '1 millisecond'`;

/** Of one who is erased: words that an application has sent in their name since, for its case went on. */
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

// Their words and photos stay with the case, which is others' by now, until it is over.
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
  SELECT complaint_id FROM forgotten`;

const ERASE_SUPPORTERS = `
  WITH erased AS (
    UPDATE supporters SET email = NULL, device_hash = NULL, known_by = NULL WHERE complaint_id = $1 RETURNING id
  )
  UPDATE notifications SET budgeted_for = NULL FROM erased
  WHERE recipient = 'supporter:' || erased.id AND budgeted_for IS NOT NULL RETURNING notifications.id`;

/** Nothing but a filing or “me too” asks for them. */
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
    async forgetLeft({ leftBefore }) {
      const bind = [new Date(leftBefore)];
      return (await selectRows(db, { sql: FORGET_LEFT, bind })).length;
    },
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
