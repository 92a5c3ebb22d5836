import { loadCityPack } from '../city/load-city-pack';
import { openDatabase } from '../database/connection';
import { migrate } from '../database/migrate';
import { requireFittingPack } from '../database/stores/compare-pack';
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
 * Prepares the database for this release and its city pack. Safe to repeat, and to run in several processes at
 * once.
 * @throws CityPackError for a faulty pack, CityChangedError for one that does not fit what the database has of its
 * city
 */
export async function prepareDatabase({ databaseUrl, cityPack }: Preparation): Promise<Prepared> {
  const city = await loadCityPack(cityPack);
  const applied = await migrate({ databaseUrl });
  const db = openDatabase({ url: databaseUrl, maxConnections: 1 });
  try {
    await requireFittingPack(db, city);
    await createPolicyStore({ db }).save(city.policy);
  } finally {
    await db.close();
  }
  return { applied, policyVersion: city.policy.version };
}
