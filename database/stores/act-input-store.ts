import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import { isReporterAct } from '../../domain/act-rules';
import type { ActName } from '../../domain/acts';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { IdempotencyConflictError } from './idempotency-conflict-error';
import { insertPhotos, type StoredPhoto } from './stored-photo';

export interface ActInput {
  complaintId: string;
  act: ActName;
  /** One act of one person, however often it is sent. */
  requestId: string;
  bodyHash: Buffer;
  text: string | null;
  photos: StoredPhoto[];
  /**
   * The complaint whose reporter wrote it, so that it goes when they are erased; null for staff. Left out, it is
   * the complaint itself for a reporter's act.
   */
  reporterOf?: string | null;
}

export interface ActInputStore {
  /**
   * Keeps the words and photos of an act before the engine hears of it. `repeated`: they were kept before, and the
   * photos handed in now are not.
   * @throws IdempotencyConflictError when the request id came with another body
   */
  store(input: ActInput): Promise<{ inputId: string; repeated: boolean }>;
  /** Whether the act that this request asked for is on a timeline. */
  wasRecorded(requestId: string): Promise<boolean>;
}

export function createActInputStore({ db }: { db: Database }): ActInputStore {
  return {
    store: (input) => db.sequelize.transaction((transaction) => store(db, input, transaction)),
    async wasRecorded(requestId) {
      const event = await db.models.TimelineEvent.findOne({ where: { requestId }, attributes: ['sequence'] });
      return event !== null;
    },
  };
}

async function store(
  db: Database,
  input: ActInput,
  transaction: Transaction,
): Promise<{ inputId: string; repeated: boolean }> {
  const { complaintId, act, requestId, bodyHash, text, photos } = input;
  const reporterOf = input.reporterOf === undefined ? authorOf(input) : input.reporterOf;
  const [inserted] = await selectRows<{ id: string }>(db, {
    sql: `INSERT INTO act_inputs (id, complaint_id, act, request_id, body_hash, text, reporter_of)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (request_id) DO NOTHING RETURNING id`,
    bind: [uuidv7(), complaintId, act, requestId, bodyHash, text, reporterOf],
    transaction,
  });
  if (!inserted) return { inputId: await findEarlier(db, input, transaction), repeated: true };
  await insertPhotos(db, { complaintId, inputId: inserted.id, photos, transaction });
  return { inputId: inserted.id, repeated: false };
}

function authorOf({ act, complaintId }: ActInput): string | null {
  return isReporterAct(act) ? complaintId : null;
}

async function findEarlier(
  db: Database,
  { complaintId, act, requestId, bodyHash }: ActInput,
  transaction: Transaction,
): Promise<string> {
  const earlier = await db.models.ActInput.findOne({
    where: { requestId },
    rejectOnEmpty: true,
    transaction,
  });
  // Whether the words were the same nobody can tell once they are erased; the act counted then, or did not.
  const isSameBody = earlier.bodyHash === null || earlier.bodyHash.equals(bodyHash);
  const isSame = earlier.complaintId === complaintId && earlier.act === act && isSameBody;
  if (!isSame) throw new IdempotencyConflictError();
  return earlier.id;
}
