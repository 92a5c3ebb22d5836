import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import { isReporterAct } from '../../domain/act-rules';
import type { ActName } from '../../domain/acts';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { IdempotencyConflictError } from './idempotency-conflict-error';
import { insertPhotos, type StoredPhoto } from './insert-photos';

export interface ActInput {
  complaintId: string;
  act: ActName;
  /** The same for one act of one person, however often it is sent. */
  requestId: string;
  bodyHash: Buffer;
  text: string | null;
  photos: StoredPhoto[];
  /**
   * The complaint whose reporter wrote it, so that it is removed when they are erased; null for staff. For a
   * reporter's act it defaults to the complaint itself.
   */
  reporterOf?: string | null;
}

export interface ActInputStore {
  /**
   * Stores the text and photos of an act before it is sent to the engine. `repeated`: they were stored before, and
   * the photos passed now were not.
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
  // Once the text is erased, nobody can tell whether it was the same; whether the act counted was decided then.
  const isSameBody = earlier.bodyHash === null || earlier.bodyHash.equals(bodyHash);
  const isSame = earlier.complaintId === complaintId && earlier.act === act && isSameBody;
  if (!isSame) throw new IdempotencyConflictError();
  return earlier.id;
}
