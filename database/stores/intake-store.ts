import { randomBytes } from 'node:crypto';
import { UniqueConstraintError, type Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import { trackingCodeFrom } from '../../domain/tracking-code';
import type { Database } from '../connection';
import type { ComplaintRecord } from '../readers/complaint-record';
import { readComplaints } from '../readers/read-complaints';
import { claimKey } from './idempotency';
import { insertComplaint } from './insert-complaint';
import type { NewComplaint } from './new-complaint';

export interface IntakeStore {
  /**
   * Stores a complaint with everything that belongs to it, or nothing. `repeated`: the same request was answered
   * before, and its complaint is returned.
   * @throws IdempotencyConflictError, DraftMovedError
   */
  file(input: NewComplaint): Promise<{ complaint: ComplaintRecord; repeated: boolean }>;
}

interface IntakeDeps {
  db: Database;
  newTrackingCode?: () => string;
}

/** 40 random bits: with a million complaints one in a million codes is taken already. */
const CODES_TRIED = 3;

export function createIntakeStore(deps: IntakeDeps): IntakeStore {
  const { db, newTrackingCode = () => trackingCodeFrom(randomBytes(5)) } = deps;

  async function fileOnce(input: NewComplaint, transaction: Transaction): Promise<[string, boolean]> {
    const { idempotency } = input;
    const earlier = idempotency && (await claimKey(db, { request: idempotency, transaction }));
    if (earlier) return [earlier, true];
    const id = uuidv7();
    await insertComplaint({ db, id, trackingCode: newTrackingCode(), input, transaction });
    return [id, false];
  }

  async function fileUnderFreeCode(input: NewComplaint): Promise<[string, boolean]> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await db.sequelize.transaction((transaction) => fileOnce(input, transaction));
      } catch (error) {
        if (tried === CODES_TRIED || !isTaken(error)) throw error;
      }
    }
  }

  return {
    async file(input) {
      const [id, repeated] = await fileUnderFreeCode(input);
      const [complaint] = await readComplaints(db, { rest: 'WHERE c.id = $1', bind: [id] });
      if (!complaint) throw new Error(`the complaint ${id} is gone right after it was stored`);
      return { complaint, repeated };
    },
  };
}

function isTaken(error: unknown): boolean {
  return (
    error instanceof UniqueConstraintError &&
    'constraint' in error.parent &&
    error.parent.constraint === 'complaints_tracking_code_key'
  );
}
