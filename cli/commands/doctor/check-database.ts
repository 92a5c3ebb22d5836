import { readdir } from 'node:fs/promises';
import type { CityPack } from '../../../city/city-pack';
import { loadCityPack } from '../../../city/load-city-pack';
import { migrationsFolder } from '../../../database/migrate';
import { findUnheardOffices } from '../../../database/readers/unheard-offices';
import { selectRows } from '../../../database/select-rows';
import { comparePack } from '../../../database/stores/compare-pack';
import { PolicyChangedError } from '../../../database/stores/policy-changed-error';
import { findLostFilters } from '../../../database/stores/lost-filters';
import { createPolicyStore } from '../../../database/stores/policy-store';
import { CliError } from '../cli-error';
import { retiredLines } from '../pack-lines';
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

/** A complaint pins a policy, which the database has to know: without it every filing would fail. */
export function checkPolicy(settings: Settings): Check {
  return {
    part: 'Policy',
    look: async () => {
      const { policy } = await packOf(settings);
      const { version } = policy;
      const { isStored, isChanged } = await withDatabase(settings, (db) =>
        createPolicyStore({ db }).compare(policy),
      );
      if (!isStored) throw new CliError(`"${version}" is not in the database yet: ${MIGRATE}.`);
      if (isChanged) throw new PolicyChangedError(version);
      return `"${version}" is in the database`;
    },
  };
}

/** Codes are never removed: the pack must name every code that a complaint has. */
export function checkRetired(settings: Settings): Check {
  return {
    part: 'Codes',
    look: async () => {
      const city = await packOf(settings);
      const { unknown, retired } = await withDatabase(settings, (db) => comparePack(db, city));
      if (unknown.length > 0) throw new CliError(unknown.join(' '));
      const lines = retiredLines(retired);
      return ['every code in the database has its name in the pack', ...lines].join('. ').replace(/\.$/, '');
    },
  };
}

/** A webhook must not fall silent because the codes in its filter were retired. */
export function checkWebhooks(settings: Settings): Check {
  return {
    part: 'Webhooks',
    look: async () => {
      const city = await packOf(settings);
      const lost = await withDatabase(settings, (db) => findLostFilters(db, city));
      if (lost.length > 0) throw new CliError(lost.join(' '));
      return 'none asks for a retired code alone';
    },
  };
}

/** Escalations go to people; an office without any is skipped. */
export function checkOffices(settings: Settings): Check {
  return {
    part: 'Offices',
    look: async () => {
      const city = await packOf(settings);
      const unheard = await withDatabase(settings, (db) => findUnheardOffices(db, city));
      if (unheard.length === 0) return 'each office of each agency has somebody who hears its mails';
      const offices = unheard.map(({ agency, office }) => `${office}:${agency}`).join(', ');
      throw new CliError(
        `Nobody hears for ${offices}: put an address into agencies.json, or add staff. Their mails go one office up.`,
      );
    },
  };
}

/** @throws CliError: the pack's own issues have their own finding */
function packOf(settings: Settings): Promise<CityPack> {
  return loadCityPack(settings.need('CITY_PACK').CITY_PACK).catch((cause: Error) => {
    throw new CliError('It is part of the city pack, which has issues.', { cause });
  });
}
