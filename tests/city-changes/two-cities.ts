import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { createPolicyStore } from '../../database/stores/policy-store';
import { kotaJambi } from '../city/pack-folders';
import { createTestDatabase } from '../support/test-database';
import { startDesk } from '../web/desk/desk-under-test';

/** One database, served by the default pack and then by another one, as after a restart. */
export async function startTwoCities(changed: CityPack) {
  const database = await createTestDatabase();
  const city = await loadCityPack(kotaJambi);
  await createPolicyStore(database).save(city.policy);
  const before = await startDesk({ on: { city, database } });
  const after = await startDesk({ on: { city: changed, database } });
  return {
    database,
    before,
    after,
    async stop(): Promise<void> {
      await before.stop();
      await after.stop();
      await database.drop();
    },
  };
}

export type TwoCities = Awaited<ReturnType<typeof startTwoCities>>;
