import { Command } from 'commander';
import { loadCityPack } from '../../city/load-city-pack';
import { MS_PER_HOUR } from '../../domain/instant';
import type { CommandDeps } from './command-deps';
import { withErasure } from './erasure';
import { findComplaint } from './find-complaint';
import { withDatabase } from './with-database';

export function reportersCommand(deps: CommandDeps): Command {
  return new Command('reporters')
    .description('what is known of the people who complained')
    .addCommand(eraseCommand(deps))
    .addCommand(sweepCommand(deps));
}

function eraseCommand({ settings, print }: CommandDeps): Command {
  return new Command('erase')
    .description(
      'remove name, addresses, words and photos of the reporter of one complaint; the case goes on',
    )
    .argument('<code>', 'tracking code')
    .action(async (code: string) => {
      const erased = await withDatabase(settings, async (db) => {
        const { id, trackingCode } = await findComplaint(db, code);
        const { photos } = await withErasure({ db, settings }, (erasure) => erasure.erase(id));
        return { trackingCode, photos };
      });
      print.line(`The reporter of ${erased.trackingCode} is erased, with ${count(erased.photos, 'photo')}.`);
    });
}

function sweepCommand({ settings, print }: CommandDeps): Command {
  return new Command('sweep')
    .description('erase the reporters whose complaints were closed longer ago than the city pack keeps them')
    .action(async () => {
      const { retention } = await loadCityPack(settings.need('CITY_PACK').CITY_PACK);
      const days = retention.reporterDaysAfterClosing;
      const closedBefore = Date.now() - days * 24 * MS_PER_HOUR;
      const erased = await withDatabase(settings, (db) =>
        withErasure({ db, settings }, (erasure) => erasure.eraseExpired(closedBefore)),
      );
      print.line(`${count(erased, 'reporter')} erased: closed more than ${count(days, 'day')} ago.`);
    });
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
