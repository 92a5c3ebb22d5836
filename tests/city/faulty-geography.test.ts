import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { districtOf, villageOf } from '../../city/area-of';
import { CityPackError } from '../../city/city-pack-error';
import { loadCityPack } from '../../city/load-city-pack';
import { kotaJambi, setIn, withCopyOf } from './pack-folders';

function issuesAfter(change: (folder: string) => Promise<void>): Promise<string[]> {
  return withCopyOf(kotaJambi, async (folder) => {
    await change(folder);
    const error: unknown = await loadCityPack(folder).then(
      () => new Error('the pack was accepted'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof CityPackError)) throw error;
    return error.message.split('\n- ').slice(1);
  });
}

describe('the geography of a pack', () => {
  it('may be left out', () =>
    withCopyOf(kotaJambi, async (folder) => {
      await rm(join(folder, 'geography'), { recursive: true });
      const { geography } = await loadCityPack(folder);
      expect(geography).toEqual({
        ...{ districts: [], villages: [], waters: [], roads: [], landmarks: [], credit: null },
      });
    }));

  it.each<[string, string, (string | number)[], unknown, string]>([
    [
      'a district that nobody knows',
      'districts.geojson',
      ['features', 0, 'properties', 'code'],
      'telanaipuri',
      'geography/districts.geojson: features[0].properties.code: no district has the code "telanaipuri"',
    ],
    [
      'a district twice',
      'districts.geojson',
      ['features', 1, 'properties', 'code'],
      'telanaipura',
      'geography/districts.geojson: features[1].properties.code: "telanaipura" stands here twice',
    ],
    [
      'a district without a border',
      'districts.geojson',
      ['features', 1, 'properties', 'code'],
      'telanaipura',
      'geography/districts.geojson: features: "jambi-selatan" has no border: draw all districts or none',
    ],
    [
      'a village of a district that nobody knows',
      'villages.geojson',
      ['features', 0, 'properties', 'district'],
      'mars',
      'geography/villages.geojson: features[0].properties.district: no district has the code "mars"',
    ],
    [
      'a village whose name would stand outside it',
      'villages.geojson',
      ['features', 0, 'properties', 'point'],
      { latitude: -1.64, longitude: 103.61 },
      'geography/villages.geojson: features[0].properties.point: lies outside its border',
    ],
    [
      'a border that is not closed',
      'districts.geojson',
      ['features', 0, 'geometry', 'coordinates', 0, 0],
      [103.55, -1.61],
      'geography/districts.geojson: features[0].geometry.coordinates[0]: is not closed, its last position must be its first',
    ],
    [
      'water without a name in one language',
      'water.geojson',
      ['features', 0, 'properties', 'names', 'en'],
      undefined,
      'geography/water.geojson: features[0].properties.names.en: is missing',
    ],
    [
      'a road with swapped coordinates',
      'roads.geojson',
      ['features', 0, 'geometry', 'coordinates', 0],
      [-1.6, 90],
      'geography/roads.geojson: features[0].geometry: lies ',
    ],
    [
      'two landmarks of one name',
      'landmarks.json',
      ['landmarks', 1, 'name'],
      'Bandara Sultan Thaha (DJB)',
      'geography/landmarks.json: landmarks[1].name: "Bandara Sultan Thaha (DJB)" stands here twice',
    ],
    [
      'a landmark of a kind that has no word',
      'landmarks.json',
      ['landmarks', 0, 'kind'],
      'volcano',
      'geography/landmarks.json: landmarks[0].kind: Invalid option',
    ],
    [
      'roads without a word about whose data they are',
      'credit.json',
      ['credit'],
      null,
      'geography/credit.json: credit: is missing: it says whose data the roads are',
    ],
  ])('is refused with %s', async (_fault, file, path, value, expected) => {
    const issues = await issuesAfter((folder) => setIn(join(folder, 'geography', file), path, value));
    expect(issues).toContainEqual(expect.stringContaining(expected));
  });

  it('gives what lies in a retired district to its successor', () =>
    withCopyOf(kotaJambi, async (folder) => {
      const districts = join(folder, 'districts.json');
      const { districts: all, geography } = await loadCityPack(folder);
      const jelutung = all.find(({ code }) => code === 'jelutung')!;
      const retired = { code: 'jelutung', name: jelutung.name, since: '2026-01-01', successor: 'paal-merah' };
      await setIn(
        districts,
        ['districts'],
        all.filter((each) => each !== jelutung),
      );
      await setIn(districts, ['retired'], [retired]);
      const city = await loadCityPack(folder);
      expect(districtOf(city, jelutung.point).code).toBe('paal-merah');
      const before = geography.villages.find(({ district }) => district === 'jelutung')!;
      expect(villageOf(city, before.point)).toEqual({ ...before, district: 'paal-merah' });
    }));

  it('says how far outside the outline something lies', async () => {
    const point = { latitude: -1.638, longitude: 103.75 };
    const issues = await issuesAfter((folder) =>
      setIn(join(folder, 'geography/landmarks.json'), ['landmarks', 0, 'point'], point),
    );
    expect(issues).toEqual([
      expect.stringMatching(
        /^geography\/landmarks\.json: landmarks\[0\]\.point: lies \d+ m outside the outline, more than 100 m$/,
      ),
    ]);
  });
});
