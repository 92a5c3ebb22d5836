import { isDeepStrictEqual } from 'node:util';
import type { Policy } from '../../domain/policy';
import type { Database } from '../connection';
import { PolicyChangedError } from './policy-changed-error';

export interface PolicyStore {
  /** @throws PolicyChangedError when this version is stored with other content */
  save(policy: Policy): Promise<void>;
  find(version: string): Promise<Policy | null>;
  /** Whether this version is stored, and whether with other content. */
  compare(policy: Policy): Promise<{ isStored: boolean; isChanged: boolean }>;
}

export function createPolicyStore({ db }: { db: Database }): PolicyStore {
  const { Policy } = db.models;

  async function find(version: string): Promise<Policy | null> {
    return (await Policy.findByPk(version))?.content ?? null;
  }

  async function compare(policy: Policy) {
    const stored = await find(policy.version);
    const isSame = isDeepStrictEqual(stored, JSON.parse(JSON.stringify(policy)));
    return { isStored: stored !== null, isChanged: stored !== null && !isSame };
  }

  return {
    find,
    compare,
    async save(policy) {
      // Two processes may start with the same pack at the same time.
      await Policy.bulkCreate([{ version: policy.version, content: policy }], {
        fields: ['version', 'content'],
        ignoreDuplicates: true,
      });
      if ((await compare(policy)).isChanged) throw new PolicyChangedError(policy.version);
    },
  };
}
