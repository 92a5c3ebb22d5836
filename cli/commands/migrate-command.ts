import { Command } from 'commander';
import { prepareDatabase } from '../prepare-database';
import type { CommandDeps } from './command-deps';

export function migrateCommand({ settings, print }: CommandDeps): Command {
  return new Command('migrate')
    .description('bring the database up to date and store the rules of the city pack; safe to repeat')
    .action(async () => {
      const { DATABASE_URL, CITY_PACK } = settings.need('DATABASE_URL', 'CITY_PACK');
      const { applied, policyVersion } = await prepareDatabase({
        databaseUrl: DATABASE_URL,
        cityPack: CITY_PACK,
      });
      print.line(
        applied.length > 0 ? `Applied: ${applied.join(', ')}.` : 'The database was up to date already.',
      );
      print.line(`New complaints follow the policy "${policyVersion}".`);
    });
}
