import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { OccasionalKind } from '../../mail/occasions/occasional-kinds';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { CHANNELS } from './notify';

/** A mail about no complaint. */
export interface OccasionalMail {
  kind: OccasionalKind;
  /**
   * `staff:<id>` for a sign-in link, `supervisor:<agency>`, `agency:<agency>` or `staff:<id>` for a digest,
   * `leadership:<code>` for a weekly report, `agency:<code>` or `staff:<id>` for an outage, `reporter:<complaint>`
   * for lost links.
   */
  recipient: string;
  /**
   * What identifies it: the id of a sign-in request or outage; the day (`YYYY-MM-DD`) of a digest; the Monday of a
   * report; the minutes in which links were asked for.
   */
  occasion: string;
}

export interface OccasionalMails {
  /** Queues mails, each once however often it is requested, and wakes the couriers. @returns how many are new */
  addOccasional(rows: readonly OccasionalMail[], options?: { transaction?: Transaction }): Promise<number>;
}

const ADD = `
  WITH added AS (
    INSERT INTO notifications (id, kind, recipient, occasion, due_at)
    SELECT id, kind, recipient, occasion, now() FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
      AS wanted (id, kind, recipient, occasion)
    ON CONFLICT (kind, recipient, occasion) WHERE complaint_id IS NULL DO NOTHING RETURNING id
  ), notified AS (SELECT pg_notify($5, '') FROM (SELECT FROM added LIMIT 1) AS any_added)
  SELECT (SELECT count(*)::integer FROM added) AS added, (SELECT count(*) FROM notified)`;

export function createOccasionalMails({ db }: { db: Database }): OccasionalMails {
  return {
    async addOccasional(rows, { transaction } = {}) {
      const column = (name: keyof OccasionalMail) => rows.map((row) => row[name]);
      const [answer] = await selectRows<{ added: number }>(db, {
        sql: ADD,
        bind: [
          rows.map(() => uuidv7()),
          column('kind'),
          column('recipient'),
          column('occasion'),
          CHANNELS.notifications,
        ],
        transaction,
      });
      return answer?.added ?? 0;
    },
  };
}
