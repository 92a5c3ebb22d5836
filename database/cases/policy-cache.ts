import type { Transaction } from 'sequelize';
import type { Policy } from '../../domain/policy';
import type { Database } from '../connection';

export interface PolicyCache {
  /** @throws RangeError for a version that is not stored */
  get(version: string, transaction?: Transaction): Promise<Policy>;
}

/** A stored version's content never changes, so each is read once. */
export function createPolicyCache({ db }: { db: Database }): PolicyCache {
  const policies = new Map<string, Policy>();
  return {
    async get(version, transaction) {
      const known = policies.get(version);
      if (known) return known;
      const row = await db.models.Policy.findByPk(version, { transaction });
      if (!row) throw new RangeError(`the policy ${version} is not stored`);
      policies.set(version, row.content);
      return row.content;
    },
  };
}
