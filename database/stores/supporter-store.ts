import { uuidv7 } from 'uuidv7';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { supporterCount } from '../supporter-count';
import { deviceHash } from './device-hash';

interface Support {
  complaintId: string;
  email: string | null;
  /** The secret of the browser or device, if it has one. */
  device?: string | null;
  language: string;
}

export interface SupporterStore {
  /**
   * "Me too". A person counts once, as far as they are known: by the address or by the device; the device that filed the
   * complaint not at all. Who was counted already can add an address for the news.
   */
  add(support: Support): Promise<{ supporters: number }>;
}

const ADD = `
  INSERT INTO supporters (id, complaint_id, email, language, device_hash)
  SELECT $1::uuid, $2::uuid, $3::text, $4::text, $5::bytea
  WHERE NOT EXISTS (SELECT 1 FROM reporters WHERE complaint_id = $2::uuid AND device_hash = $5::bytea)
  ON CONFLICT DO NOTHING`;

const ADD_ADDRESS = `
  UPDATE supporters SET email = $2::text, language = $3::text
  WHERE complaint_id = $1::uuid AND device_hash = $4::bytea AND email IS NULL
    AND NOT EXISTS (SELECT 1 FROM supporters o WHERE o.complaint_id = $1::uuid AND lower(o.email) = lower($2::text))`;

const COUNT = `SELECT ${supporterCount('$1::uuid')} AS supporters`;

export function createSupporterStore({ db }: { db: Database }): SupporterStore {
  return {
    async add({ complaintId, email, device = null, language }) {
      const hash = device === null ? null : deviceHash(device, complaintId);
      await selectRows(db, { sql: ADD, bind: [uuidv7(), complaintId, email, language, hash] });
      if (email !== null && hash !== null)
        await selectRows(db, { sql: ADD_ADDRESS, bind: [complaintId, email, language, hash] });
      const [counted] = await selectRows<{ supporters: number }>(db, { sql: COUNT, bind: [complaintId] });
      if (!counted) throw new RangeError('a count is always answered');
      return counted;
    },
  };
}
