import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { claimKey, type IdempotentRequest } from './idempotency';

/** The work of a request, in the transaction that stores its key; without a key there is no such transaction. */
export type Work<Result> = (transaction?: Transaction) => Promise<Result>;

export interface IdempotencyStore {
  /**
   * Executes, once, a request on a complaint that is neither a filing nor an act of its workflow. Its effects and
   * its key are written together: after a failure the same request may be sent again.
   * @returns null when it was executed before
   * @throws IdempotencyConflictError when its key came with another body
   */
  once<Result>(
    request: IdempotentRequest & { complaintId: string },
    work: Work<Result>,
  ): Promise<{ result: Result } | null>;
}

export function createIdempotencyStore({ db }: { db: Database }): IdempotencyStore {
  return {
    once: ({ complaintId, ...request }, work) =>
      db.sequelize.transaction(async (transaction) => {
        const earlier = await claimKey(db, { request, transaction });
        if (earlier !== null) return null;
        const { scope, key } = request;
        await db.models.IdempotencyKey.update({ complaintId }, { where: { scope, key }, transaction });
        return { result: await work(transaction) };
      }),
  };
}
