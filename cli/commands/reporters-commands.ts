import { Command } from 'commander';
import { loadCityPack } from '../../city/load-city-pack';
import { createReporterStore } from '../../database/stores/reporter-store';
import { MS_PER_HOUR } from '../../domain/instant';
import type { CommandDeps } from './command-deps';
import { openErasure } from './erasure';
import { findComplaint } from './find-complaint';
import { withDatabase } from './with-database';

/** Names and texts are read by nobody in between, so small batches cost nothing and hold no lock for long. */
const BATCH = 100;

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
        const { photos } = await (await openErasure({ db, settings })).erase(id);
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
      const erased = await withDatabase(settings, async (db) => {
        const erasure = await openErasure({ db, settings });
        const reporters = createReporterStore({ db });
        let total = 0;
        for (;;) {
          const ids = await reporters.expired({ closedBefore, limit: BATCH });
          if (ids.length === 0) return total;
          for (const id of ids) await erasure.erase(id);
          total += ids.length;
        }
      });
      print.line(`${count(erased, 'reporter')} erased: closed more than ${count(days, 'day')} ago.`);
    });
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
