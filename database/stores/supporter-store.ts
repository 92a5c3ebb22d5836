import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { supporterCount } from '../supporter-count';
import { FINAL } from '../status-lists';
import { deviceHash, knownBy } from './device-hash';
import { isKnownAddress } from './known-address';

interface Support {
  complaintId: string;
  email: string | null;
  /** The secret of the browser or device, if it has one. */
  device?: string | null;
  /** We cannot know whether an application tells its users' devices apart: they count, and prove nothing. */
  byApplication?: boolean;
  language: string;
}

export interface SupporterStore {
  /**
   * "Me too". A person counts once, as far as their address or device is recognised; the device that filed the
   * complaint does not count. A supporter without an address can add one later, to get news. Null when the
   * complaint is over.
   */
  add(support: Support, transaction?: Transaction): Promise<{ supporters: number } | null>;
}

// A withdrawal locks the complaint and counts its supporters: it waits for this lock, and this one for it. So
// nobody is ever added to a complaint that is over.
const ADD = `
  WITH complaint AS (
    SELECT id FROM complaints WHERE id = $2::uuid AND status NOT IN ${FINAL} FOR SHARE
  ), added AS (
    INSERT INTO supporters (id, complaint_id, email, language, device_hash, known_by, email_confirmed_at)
    SELECT $1::uuid, complaint.id, $3::text, $4::text, $5::bytea, $6::bytea,
      CASE WHEN ${isKnownAddress('$6::bytea')} THEN now() END
    FROM complaint
    WHERE NOT EXISTS (SELECT 1 FROM reporters WHERE complaint_id = $2::uuid AND device_hash = $5::bytea)
    ON CONFLICT DO NOTHING
  )
  SELECT id FROM complaint`;

const ADD_ADDRESS = `
  UPDATE supporters SET email = $2::text, language = $3::text, known_by = $5::bytea,
    email_confirmed_at = CASE WHEN ${isKnownAddress('$5::bytea')} THEN now() END
  WHERE complaint_id = $1::uuid AND device_hash = $4::bytea AND email IS NULL
    AND NOT EXISTS (SELECT 1 FROM supporters o WHERE o.complaint_id = $1::uuid AND lower(o.email) = lower($2::text))`;

const COUNT = `SELECT ${supporterCount('$1::uuid')} AS supporters`;

export function createSupporterStore({ db }: { db: Database }): SupporterStore {
  return {
    async add({ complaintId, email, device = null, byApplication = false, language }, transaction) {
      const hash = device === null ? null : deviceHash(device, complaintId);
      const known = device === null || email === null || byApplication ? null : knownBy(device, email);
      const bind = [uuidv7(), complaintId, email, language, hash, known];
      if ((await selectRows(db, { sql: ADD, bind, transaction })).length === 0) return null;
      if (email !== null && hash !== null) {
        const address = [complaintId, email, language, hash, known];
        await selectRows(db, { sql: ADD_ADDRESS, bind: address, transaction });
      }
      const [counted] = await selectRows<{ supporters: number }>(db, {
        sql: COUNT,
        bind: [complaintId],
        transaction,
      });
      if (!counted) throw new RangeError('a count is always answered');
      return counted;
    },
  };
}
