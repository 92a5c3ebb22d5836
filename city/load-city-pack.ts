import type { CityPack } from './city-pack';
import { CityPackError } from './city-pack-error';
import { findPackFaults } from './find-pack-faults';
import type { PackFiles } from './pack-schemas';
import { readPackFiles } from './read-pack-files';

/**
 * Reads a city pack from its folder and checks it; what comes back is frozen through and through.
 * @throws CityPackError that lists every fault of the files' shapes or, once those fit, every fault between the files.
 */
export async function loadCityPack(folder: string): Promise<CityPack> {
  const files = await readPackFiles(folder);
  const faults = findPackFaults(files);
  if (faults.length > 0) throw new CityPackError(folder, faults);
  return deepFreeze(assemble(files));
}

function assemble(files: PackFiles): CityPack {
  const city = files['city.json'];
  return {
    ...city,
    leadership: city.leadership ?? city.commandCentre.contacts,
    outline: files['outline.geojson'],
    districts: files['districts.json'].districts,
    agencies: files['agencies.json'].agencies,
    categories: files['categories.json'].categories,
    policy: files['policy.json'],
    holidays: files['holidays.json'].holidays,
    filing: files['filing.json'],
    replies: files['replies.json'].replies,
    themes: files['themes.json'].themes,
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
