import { loadCityPack } from '../city/load-city-pack';
import { openDatabase } from '../database/connection';
import { migrate } from '../database/migrate';
import { createPolicyStore } from '../database/stores/policy-store';

export interface Preparation {
  databaseUrl: string;
  /** Folder of the city pack. */
  cityPack: string;
}

export interface Prepared {
  /** Names of the migrations that were applied now. */
  applied: string[];
  /** Version of the pack's policy, which new complaints will pin. */
  policyVersion: string;
}

/**
 * Brings the database to where this release and its city pack need it. Safe to repeat, and by several processes at once.
 * @throws CityPackError, and PolicyChangedError when the policy was edited without a new version
 */
export async function prepareDatabase({ databaseUrl, cityPack }: Preparation): Promise<Prepared> {
  const { policy } = await loadCityPack(cityPack);
  const applied = await migrate({ databaseUrl });
  const db = openDatabase({ url: databaseUrl, maxConnections: 1 });
  try {
    await createPolicyStore({ db }).save(policy);
  } finally {
    await db.close();
  }
  return { applied, policyVersion: policy.version };
}
