import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { knownBy } from './device-hash';
import { isKnownAddress } from './known-address';
import { reserveOrWithhold } from './notification-budget';
import { CHANNELS, notify } from './notify';

export interface AddressCorrection {
  complaintId: string;
  /** Of the link that authorises the correction. */
  generation: number;
  email: string;
  /** The secret of the browser that makes the correction. */
  device: string;
}

interface Corrected {
  generation: number;
  isConfirmed: boolean;
}

const CORRECT = `
  UPDATE reporters SET email = $2, known_by = $3, token_generation = token_generation + 1,
    email_confirmed_at = CASE WHEN ${isKnownAddress('$3')} THEN now() END
  WHERE complaint_id = $1 AND token_generation = $4 AND lower(email) <> lower($2)
    AND email_confirmed_at IS NULL AND mails_stopped_at IS NULL AND erased_at IS NULL
    AND NOT EXISTS (SELECT FROM complaints WHERE id = $1 AND reporter_left_at IS NOT NULL)
  RETURNING token_generation AS generation, email_confirmed_at IS NOT NULL AS "isConfirmed"`;

/** For a second click: the same browser has just set this very address. */
const REPEATED = `
  SELECT token_generation AS generation FROM reporters
  WHERE complaint_id = $1 AND lower(email) = lower($2) AND known_by = $3 AND token_generation = $4 + 1
    AND erased_at IS NULL`;

// Pending mails that ask for a confirmation are dropped: the new one is enough.
const WRITE = `
  WITH earlier AS (
    UPDATE notifications SET state = 'suppressed', last_error = 'gone'
    WHERE complaint_id = $1 AND recipient = 'reporter:' || $1 AND kind IN ('received', 'address_corrected')
      AND state = 'pending'
  )
  INSERT INTO notifications (id, complaint_id, sequence, kind, recipient, assignment, correction, due_at)
  SELECT $2, id, sequence, 'address_corrected', 'reporter:' || id, 0, $3, now() FROM complaints WHERE id = $1
  RETURNING id`;

/** Whether this very correction was made before. */
export async function wasCorrected(db: Database, correction: AddressCorrection): Promise<boolean> {
  return (await selectRows(db, { sql: REPEATED, bind: bindOf(correction) })).length > 0;
}

function bindOf({ complaintId, generation, email, device }: AddressCorrection) {
  return [complaintId, email, knownBy(device, email), generation];
}

/** Stores the new address and the mail to it, or neither. */
export function correctAddress(
  db: Database,
  correction: AddressCorrection,
): Promise<{ generation: number } | null> {
  return db.sequelize.transaction(async (transaction) => {
    const { complaintId, email } = correction;
    const bind = bindOf(correction);
    const [corrected] = await selectRows<Corrected>(db, { sql: CORRECT, bind, transaction });
    if (!corrected) {
      const [earlier] = await selectRows<{ generation: number }>(db, { sql: REPEATED, bind, transaction });
      return earlier ?? null;
    }
    await writeTo(db, { complaintId, email, ...corrected, transaction });
    return { generation: corrected.generation };
  });
}

interface Writing extends Corrected {
  complaintId: string;
  email: string;
  transaction: Transaction;
}

async function writeTo(
  db: Database,
  { complaintId, email, generation, isConfirmed, transaction }: Writing,
): Promise<void> {
  const [row] = await selectRows<{ id: string }>(db, {
    sql: WRITE,
    bind: [complaintId, uuidv7(), generation],
    transaction,
  });
  if (!row) throw new RangeError(`the reporter of ${complaintId} has no complaint`);
  if (!isConfirmed) await reserveOrWithhold(db, { id: row.id, email }, transaction);
  await notify(db, { complaintId, channels: [CHANNELS.notifications], transaction });
}
