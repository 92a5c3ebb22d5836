import type { Transaction } from 'sequelize';
import { promiseFactsOf } from '../../domain/promise-facts';
import type { Database } from '../connection';
import { createPolicyCache } from './policy-cache';
import { readTimelines } from './read-timelines';
import { savePromiseFacts } from './save-promise-facts';

export interface PromiseProjection {
  /**
   * Computes the promise facts of complaints again, from their timelines as the transaction sees them. Works for
   * thousands at once.
   */
  project(input: { complaintIds: string[]; transaction: Transaction }): Promise<void>;
}

export function createPromiseProjection({ db }: { db: Database }): PromiseProjection {
  const policies = createPolicyCache({ db });
  return {
    async project({ complaintIds, transaction }) {
      const promises = [];
      for (const [complaintId, events] of await readTimelines(db, { complaintIds, transaction })) {
        const [first] = events;
        if (first?.type !== 'received') throw new RangeError('a timeline begins with its receipt');
        const policy = await policies.get(first.data.policyVersion, transaction);
        promises.push({ complaintId, facts: promiseFactsOf({ events, policy }) });
      }
      await savePromiseFacts(db, { promises, transaction });
    },
  };
}
