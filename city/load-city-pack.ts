import type { CityPack } from './city-pack';
import { CityPackError } from './city-pack-error';
import { findPackIssues } from './find-pack-issues';
import { geographyFrom } from './geography-from';
import type { PackFiles } from './pack-schemas';
import { readPackFiles } from './read-pack-files';

/**
 * Reads a city pack from its folder and checks it; the result is deeply frozen.
 * @throws CityPackError that lists every issue of the files' shapes and, for valid shapes, every issue between
 * files.
 */
export async function loadCityPack(folder: string): Promise<CityPack> {
  const { files, codes, issues: shapeIssues } = await readPackFiles(folder);
  const issues = [...shapeIssues, ...findPackIssues(files, codes)];
  if (issues.length > 0) throw new CityPackError(folder, issues);
  return deepFreeze(assemble(files as PackFiles));
}

function assemble(files: PackFiles): CityPack {
  const city = files['city.json'];
  const retired = {
    districts: files['districts.json'].retired,
    agencies: files['agencies.json'].retired,
    categories: files['categories.json'].retired,
  };
  return {
    ...city,
    leadership: city.leadership ?? city.commandCentre.contacts,
    outline: files['outline.geojson'],
    districts: files['districts.json'].districts,
    geography: geographyFrom(files, { retired }),
    agencies: files['agencies.json'].agencies,
    categories: files['categories.json'].categories,
    policy: files['policy.json'],
    holidays: files['holidays.json'].holidays,
    filing: files['filing.json'],
    replies: files['replies.json'].replies,
    services: files['services.json'].services,
    themes: files['themes.json'].themes,
    retired,
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
