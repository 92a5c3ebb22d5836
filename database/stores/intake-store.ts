import { randomBytes } from 'node:crypto';
import { UniqueConstraintError, type Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import { trackingCodeFrom } from '../../domain/tracking-code';
import type { Database } from '../connection';
import type { ComplaintRecord } from '../readers/complaint-record';
import { readComplaints } from '../readers/read-complaints';
import { selectRows } from '../select-rows';
import { claimKey, findByKey, type IdempotentRequest } from './idempotency';
import { insertComplaint } from './insert-complaint';
import type { NewComplaint } from './new-complaint';

export interface FiledComplaint {
  complaint: ComplaintRecord;
  /** The valid generation of the reporter's tokens. */
  tokenGeneration: number;
  /** The same request was handled before, and this is its complaint. */
  repeated: boolean;
}

export interface IntakeStore {
  /**
   * Stores a complaint with everything that belongs to it, or nothing. The result is read before the commit, so
   * that nothing can fail after it.
   * @throws IdempotencyConflictError, DraftMovedError
   */
  file(input: NewComplaint): Promise<FiledComplaint>;
  /** The result of an earlier identical request; null when the request is new. @throws IdempotencyConflictError */
  findEarlier(request: IdempotentRequest): Promise<FiledComplaint | null>;
  /** Whether a request with this key was handled, whatever its content. */
  wasFiled(request: Pick<IdempotentRequest, 'scope' | 'key'>): Promise<boolean>;
}

interface IntakeDeps {
  db: Database;
  newTrackingCode?: () => string;
}

/** 40 random bits: with a million complaints, one code in a million is taken already. */
const CODES_TRIED = 3;

export function createIntakeStore(deps: IntakeDeps): IntakeStore {
  const { db, newTrackingCode = () => trackingCodeFrom(randomBytes(5)) } = deps;

  async function fileOnce(input: NewComplaint, transaction: Transaction): Promise<FiledComplaint> {
    const { idempotency } = input;
    const earlier = idempotency && (await claimKey(db, { request: idempotency, transaction }));
    const id = earlier || uuidv7();
    if (!earlier) await insertComplaint({ db, id, trackingCode: newTrackingCode(), input, transaction });
    return { ...(await readFiled(db, { id, transaction })), repeated: Boolean(earlier) };
  }

  return {
    async findEarlier(request) {
      const id = await findByKey(db, { request });
      return id === null ? null : { ...(await readFiled(db, { id })), repeated: true };
    },
    async wasFiled({ scope, key }) {
      return (await db.models.IdempotencyKey.count({ where: { scope, key } })) > 0;
    },
    async file(input) {
      for (let tried = 1; ; tried += 1) {
        try {
          return await db.sequelize.transaction((transaction) => fileOnce(input, transaction));
        } catch (error) {
          if (tried === CODES_TRIED || !isTaken(error)) throw error;
        }
      }
    },
  };
}

async function readFiled(
  db: Database,
  { id, transaction }: { id: string; transaction?: Transaction },
): Promise<Omit<FiledComplaint, 'repeated'>> {
  const [complaint] = await readComplaints(db, { rest: 'WHERE c.id = $1', bind: [id], transaction });
  const [reporter] = await selectRows<{ tokenGeneration: number }>(db, {
    sql: 'SELECT token_generation AS "tokenGeneration" FROM reporters WHERE complaint_id = $1',
    bind: [id],
    transaction,
  });
  if (!complaint || !reporter) throw new RangeError(`the complaint ${id} was stored in part`);
  return { complaint, ...reporter };
}

function isTaken(error: unknown): boolean {
  return (
    error instanceof UniqueConstraintError &&
    'constraint' in error.parent &&
    error.parent.constraint === 'complaints_tracking_code_key'
  );
}
