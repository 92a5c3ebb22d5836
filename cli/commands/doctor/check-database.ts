import { readdir } from 'node:fs/promises';
import { loadCityPack } from '../../../city/load-city-pack';
import { migrationsFolder } from '../../../database/migrate';
import { selectRows } from '../../../database/select-rows';
import { createPolicyStore } from '../../../database/stores/policy-store';
import { CliError } from '../cli-error';
import type { Settings } from '../settings';
import { withDatabase } from '../with-database';
import type { Check } from './check';

const MIGRATE = 'run "npm run sikesal -- migrate"';

export function checkPostgres(settings: Settings): Check {
  return {
    part: 'PostgreSQL',
    look: () =>
      withDatabase(settings, async (db) => {
        const rows = await selectRows<{ version: string }>(db, {
          sql: `SELECT current_setting('server_version') AS version`,
        });
        return `version ${rows[0]?.version} answers`;
      }),
  };
}

export function checkMigrations(settings: Settings): Check {
  return {
    part: 'Database',
    look: () =>
      withDatabase(settings, async (db) => {
        const applied = await selectRows<{ name: string }>(db, { sql: 'SELECT name FROM migrations' });
        const known = (await readdir(migrationsFolder())).filter((name) => name.endsWith('.sql'));
        const missing = known.filter((file) => !applied.some(({ name }) => name === file));
        if (missing.length > 0) throw new CliError(`${missing.join(', ')} is not applied: ${MIGRATE}.`);
        return `all ${known.length} migrations are applied`;
      }),
  };
}

export function checkCityPack(settings: Settings): Check {
  return {
    part: 'City pack',
    look: async () => {
      const city = await loadCityPack(settings.need('CITY_PACK').CITY_PACK);
      return `${city.name} is sound, policy "${city.policy.version}"`;
    },
  };
}

/** A complaint pins a policy that the database knows: without it every filing would fail. */
export function checkPolicy(settings: Settings): Check {
  return {
    part: 'Policy',
    look: async () => {
      const { policy } = await loadCityPack(settings.need('CITY_PACK').CITY_PACK).catch(seeCityPack);
      const stored = await withDatabase(settings, (db) => createPolicyStore({ db }).find(policy.version));
      if (!stored) throw new CliError(`"${policy.version}" is not in the database yet: ${MIGRATE}.`);
      return `"${policy.version}" is in the database`;
    },
  };
}

/** Its faults have their own finding. */
function seeCityPack(cause: Error): never {
  throw new CliError('It is part of the city pack, which has faults.', { cause });
}
