import { copyFile, mkdir, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { loadCityPack } from '../../../city/load-city-pack';
import { CliError } from '../cli-error';
import type { CommandDeps } from '../command-deps';
import { findMapIssues } from './find-map-issues';
import { readMapFile } from './read-map-file';

const HELP = `
How a city gets its map, with public tools and OpenStreetMap's open data:

  1. Install the program "pmtiles" (https://github.com/protomaps/go-pmtiles/releases).
  2. Cut the city out of the newest build on https://maps.protomaps.com/builds:
       pmtiles extract https://build.protomaps.com/<date>.pmtiles city.pmtiles --bbox=<west,south,east,north>
     "sikesal map check city.pmtiles" names the right --bbox if it does not cover the city.
  3. sikesal map check city.pmtiles
  4. sikesal map install city.pmtiles --to /var/lib/sikesal/city.pmtiles
     Set MAP_FILE to that path and restart the API. The file may as well lie in a store of the city's own:
     set MAP_FILE to its https: address, which must answer range requests and allow this site's origin (CORS).

The data is © OpenStreetMap contributors, under the Open Database License (ODbL); the map says so by itself.
A newer map is a new file: install it in place of the old one and restart.`;

export function mapCommand({ settings, print }: CommandDeps): Command {
  const check = new Command('check')
    .description('look at a map file: its format, whether it covers the city, zooms, size, attribution')
    .argument('[file]', 'path or https address (default: the one that MAP_FILE names)')
    .action(async (file: string | undefined) => {
      for (const line of await soundLines(file ?? settings.need('MAP_FILE').MAP_FILE)) print.line(line);
    });
  const install = new Command('install')
    .description('check a map file, and put it where the API reads it')
    .argument('<file>', 'path of the file')
    .option('--to <path>', 'where to put it (default: where MAP_FILE points)')
    .action(async (file: string, { to }: { to?: string }) => {
      for (const line of await soundLines(file)) print.line(line);
      const target = targetOf(to ?? settings.need('MAP_FILE').MAP_FILE);
      await replace(file, target);
      print.line(`It is at ${target}. Set MAP_FILE=${target} if it is not set yet, and restart the API.`);
    });
  return new Command('map')
    .description('the map with all streets, on which people mark a place')
    .addHelpText('after', HELP)
    .addCommand(check)
    .addCommand(install);

  /** @throws CliError that lists all that is wrong with the file */
  async function soundLines(location: string | undefined): Promise<string[]> {
    if (location === undefined) throw new CliError('Name a file, or set MAP_FILE.');
    const city = await loadCityPack(settings.need('CITY_PACK').CITY_PACK);
    const file = await readMapFile(location);
    const issues = findMapIssues(file, city);
    if (issues.length > 0) throw new CliError(issues.join('\n'));
    const { minZoom, maxZoom } = file.header;
    return [
      `Vector tiles, zoom ${minZoom} to ${maxZoom}, ${(file.bytes / 1e6).toFixed(1)} MB, of all ${city.name}.`,
      `Credit: ${String(file.metadata.attribution)}`,
    ];
  }
}

/** @throws CliError when the place is not a path of this machine */
function targetOf(location: string | undefined): string {
  if (location === undefined) throw new CliError('Name the place with --to, or set MAP_FILE.');
  if (location.startsWith('https://'))
    throw new CliError('MAP_FILE is an address: put the file there yourself, or name a path with --to.');
  return resolve(location);
}

/** At once, so that the API never sees half of it. */
async function replace(file: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await copyFile(file, `${target}.new`);
  await rename(`${target}.new`, target);
}
