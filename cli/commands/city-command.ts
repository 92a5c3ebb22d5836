import { Command } from 'commander';
import { loadCityPack } from '../../city/load-city-pack';
import type { CommandDeps } from './command-deps';

export function cityCommand({ settings, print }: CommandDeps): Command {
  const check = new Command('check')
    .description('read a city pack and name every fault in it')
    .argument('[folder]', 'folder of the pack (default: the one that CITY_PACK names)')
    .action(async (folder?: string) => {
      const city = await loadCityPack(folder ?? settings.need('CITY_PACK').CITY_PACK);
      print.line(
        `${city.name}: ${city.categories.length} categories, ${city.agencies.length} agencies, ` +
          `${city.districts.length} districts, policy "${city.policy.version}". The pack is sound.`,
      );
    });
  return new Command('city').description('the city pack').addCommand(check);
}
