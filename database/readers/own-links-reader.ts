import type { OwnLink, OwnLinks } from '../../mail/occasions/occasional-material';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { FINAL } from '../status-lists';

export interface OwnLinksReader {
  /** Id of the newest complaint of somebody who has confirmed this address and has one that is not over, or null. */
  newestOf(email: string): Promise<string | null>;
  /**
   * All complaints that are not over of the mailbox that the reporter of this one has confirmed; null if they have
   * none, or no longer.
   */
  linksOf(complaintId: string): Promise<OwnLinks | null>;
}

/** More than a person has open; the others are on the pages that these links open. */
const AT_MOST = 50;

// Everybody with a confirmed address who takes mails, and where their complaint has ended by merge.
const OPEN = `
  WITH RECURSIVE ends AS (
    SELECT r.complaint_id AS own, r.complaint_id AS id FROM reporters r
    WHERE lower(r.email) = lower($1) AND r.email_confirmed_at IS NOT NULL
      AND r.mails_stopped_at IS NULL AND r.erased_at IS NULL
    UNION
    SELECT ends.own, c.merged_into FROM ends JOIN complaints c ON c.id = ends.id WHERE c.merged_into IS NOT NULL
  )
  SELECT own.id AS "complaintId", c.tracking_code AS "trackingCode", c.category, c.status,
    r.token_generation AS generation
  FROM ends JOIN complaints c ON c.id = ends.id
    JOIN complaints own ON own.id = ends.own JOIN reporters r ON r.complaint_id = own.id
  WHERE c.status NOT IN ${FINAL} AND own.reporter_left_at IS NULL AND (c.id = own.id OR NOT c.confidential)
  ORDER BY own.received_at DESC, own.id DESC LIMIT $2`;

const CONFIRMED = `
  SELECT email, language FROM reporters
  WHERE complaint_id = $1 AND email IS NOT NULL AND email_confirmed_at IS NOT NULL
    AND mails_stopped_at IS NULL AND erased_at IS NULL`;

export function createOwnLinksReader({ db }: { db: Database }): OwnLinksReader {
  const openOf = (email: string, atMost: number) =>
    selectRows<OwnLink>(db, { sql: OPEN, bind: [email, atMost] });
  return {
    newestOf: async (email) => (await openOf(email, 1))[0]?.complaintId ?? null,
    async linksOf(complaintId) {
      const [person] = await selectRows<Omit<OwnLinks, 'complaints'>>(db, {
        sql: CONFIRMED,
        bind: [complaintId],
      });
      return person ? { ...person, complaints: await openOf(person.email, AT_MOST) } : null;
    },
  };
}
