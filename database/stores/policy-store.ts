import { isDeepStrictEqual } from 'node:util';
import type { Policy } from '../../domain/policy';
import type { Database } from '../connection';
import { PolicyChangedError } from './policy-changed-error';

export interface PolicyStore {
  /** @throws PolicyChangedError when this version is stored with other content */
  save(policy: Policy): Promise<void>;
  find(version: string): Promise<Policy | null>;
}

export function createPolicyStore({ db }: { db: Database }): PolicyStore {
  const { Policy } = db.models;

  async function find(version: string): Promise<Policy | null> {
    return (await Policy.findByPk(version))?.content ?? null;
  }

  return {
    find,
    async save(policy) {
      // Two processes may start with the same pack at once.
      await Policy.bulkCreate([{ version: policy.version, content: policy }], {
        fields: ['version', 'content'],
        ignoreDuplicates: true,
      });
      const stored = await find(policy.version);
      if (!isDeepStrictEqual(stored, JSON.parse(JSON.stringify(policy)))) {
        throw new PolicyChangedError(policy.version);
      }
    },
  };
}
