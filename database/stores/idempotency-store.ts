import type { Database } from '../connection';
import { claimKey, type IdempotentRequest } from './idempotency';

export interface IdempotencyStore {
  /**
   * Notes a request on a complaint that is neither a filing nor an act of its workflow. True when the same request was
   * noted before.
   * @throws IdempotencyConflictError when its key came with another body
   */
  wasNoted(request: IdempotentRequest & { complaintId: string }): Promise<boolean>;
}

export function createIdempotencyStore({ db }: { db: Database }): IdempotencyStore {
  return {
    wasNoted: ({ complaintId, ...request }) =>
      db.sequelize.transaction(async (transaction) => {
        const earlier = await claimKey(db, { request, transaction });
        if (earlier !== null) return true;
        const { scope, key } = request;
        await db.models.IdempotencyKey.update({ complaintId }, { where: { scope, key }, transaction });
        return false;
      }),
  };
}
