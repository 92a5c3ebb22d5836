import { PolicyChangedError } from '../../database/stores/policy-changed-error';
import { createPolicyStore } from '../../database/stores/policy-store';
import { policy } from '../support/policy';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('policies', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('can be saved by every process that starts', async () => {
    const policies = createPolicyStore(database);
    await Promise.all([1, 2, 3].map(() => policies.save(policy)));
    const { version, ...rest } = policy;
    await policies.save({ ...rest, version });
    expect(await policies.find(version)).toEqual(policy);
    expect(await policies.find('another')).toBeNull();
  });

  it('cannot change under a version that complaints may have pinned', async () => {
    const policies = createPolicyStore(database);
    await policies.save(policy);
    const changed = { ...policy, objectionWindowHours: policy.objectionWindowHours + 1 };
    await expect(policies.save(changed)).rejects.toThrow(PolicyChangedError);
    await expect(policies.save(changed)).rejects.toThrow('new version');
    expect(await policies.find(policy.version)).toEqual(policy);
    await policies.save({ ...changed, version: 'test-2' });
  });
});
