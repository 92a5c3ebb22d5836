import { readFile, stat } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { Command } from 'commander';
import { environmentSchema } from '../../config/environment';
import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { comparePack } from '../../database/stores/compare-pack';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import { retiredLines } from './pack-lines';
import { withDatabaseAt } from './with-database';

export function cityCommand({ settings, print }: CommandDeps): Command {
  const check = new Command('check')
    .description('read a city pack and name every issue in it')
    .argument('[folder]', 'folder of the pack (default: the one that CITY_PACK names)')
    .option(
      '--against <database>',
      'also compare it with this database: its URL, or the .env file that names it',
    )
    .action(async (folder: string | undefined, { against }: { against?: string }) => {
      const city = await loadCityPack(folder ?? settings.need('CITY_PACK').CITY_PACK);
      print.line(
        `${city.name}: ${city.categories.length} categories, ${city.agencies.length} agencies, ` +
          `${city.districts.length} districts, policy "${city.policy.version}". The pack is sound.`,
      );
      if (against === undefined) return;
      for (const line of await linesAgainst(await databaseUrl(against), city)) print.line(line);
    });
  return new Command('city').description('the city pack').addCommand(check);
}

/** @throws CliError that lists everything that prevents the use of this pack with the database */
async function linesAgainst(url: string, city: CityPack): Promise<string[]> {
  const { issues, retired, lostFilters } = await withDatabaseAt(url, (db) => comparePack(db, city));
  if (issues.length > 0) throw new CliError(issues.join('\n'));
  return [...retiredLines(retired), ...lostFilters, 'It fits this database.'];
}

/** Returns a URL as it is, or the DATABASE_URL from a file. @throws CliError */
async function databaseUrl(given: string): Promise<string> {
  const isFile = await stat(given).then(
    (found) => found.isFile(),
    () => false,
  );
  const url = isFile ? parseEnv(await readFile(given, 'utf8')).DATABASE_URL : given;
  const { data, error } = environmentSchema.shape.DATABASE_URL.safeParse(url);
  if (error) throw new CliError(`"--against" is the URL of a database, or a file whose DATABASE_URL is one.`);
  return data;
}
