import { Command } from 'commander';
import { loadCityPack } from '../../city/load-city-pack';
import { seedCity } from '../seed/seed-city';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import { wholeNumber } from './whole-number';
import { withDatabase } from './with-database';

interface SeedOptions {
  complaints: number;
  days: number;
  random: number;
  add?: boolean;
}

export function seedCommand({ settings, print }: CommandDeps): Command {
  return new Command('seed')
    .description(
      'fill a database with invented complaints that have lived by the rules, to try things at size',
    )
    .option('--complaints <number>', 'how many', wholeNumber(1), 2_000)
    .option('--days <number>', 'over how many days until now they came in', wholeNumber(1), 365)
    .option('--random <number>', 'another number makes other lives', wholeNumber(1), 1)
    .option('--add', 'although there are complaints already')
    .action(async ({ complaints, days, random, add = false }: SeedOptions) => {
      const { DATABASE_URL: databaseUrl, CITY_PACK } = settings.need('DATABASE_URL', 'CITY_PACK');
      const city = await loadCityPack(CITY_PACK);
      const startedAt = Date.now();
      const made = await withDatabase(settings, async (db) => {
        if (!add && (await db.models.Complaint.findOne({ attributes: ['id'] })) !== null) {
          throw new CliError('There are complaints here already; with --add the invented ones join them.');
        }
        return seedCity({
          ...{ databaseUrl, db, city, complaints, days, now: startedAt, beginning: random },
          onProgress: (done) => print.line(`${done} of ${complaints}`),
        });
      });
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      print.line(`${made.complaints} complaints with ${made.events} events in ${seconds} s.`);
    });
}
