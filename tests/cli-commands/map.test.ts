import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { makeTempFolder, removeTempFolder } from '../cli/fixtures/temp-folder';
import { kotaJambi } from '../city/pack-folders';
import { drawPmtiles } from '../support/draw-pmtiles';
import { runSikesal } from './run-sikesal';

describe('sikesal map', () => {
  let folder: string;
  let city: CityPack;
  beforeAll(async () => {
    folder = await makeTempFolder();
    city = await loadCityPack(kotaJambi);
  });
  afterAll(() => removeTempFolder(folder));

  const written = async (bytes: Buffer, name = 'city.pmtiles') => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  };

  it('says how a city gets its file', async () => {
    const { stdout } = await runSikesal(['map', '--help']);
    for (const words of ['pmtiles extract', '--bbox', 'map check', 'map install', 'MAP_FILE', 'ODbL'])
      expect(stdout).toContain(words);
  });

  it('finds nothing wrong with the map of the whole city, and puts it where MAP_FILE points', async () => {
    const bytes = drawPmtiles(city);
    const path = await written(bytes);
    const { code, stdout } = await runSikesal(['map', 'check', path]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Vector tiles, zoom 10 to 14, .+ Kota Jambi\./),
    ]);
    expect(stdout).toContain('Credit: © OpenStreetMap contributors');

    const target = join(folder, 'maps', 'installed.pmtiles');
    const installed = await runSikesal(['map', 'install', path], { MAP_FILE: target });
    expect([installed.code, installed.stdout]).toEqual([0, expect.stringContaining(`MAP_FILE=${target}`)]);
    expect((await readFile(target)).equals(bytes)).toBe(true);
  });

  it.each<[string, (city: CityPack) => Buffer, RegExp]>([
    ['is another format', () => Buffer.from('no map at all'), /is not a PMTiles file of version 3/],
    ['is cut off', (of) => drawPmtiles(of).subarray(0, 5000), /is cut off: 5000 of \d+ bytes/],
    ['has pictures', (of) => drawPmtiles(of, { isVector: false }), /must be vector tiles/],
    [
      'lacks the edge',
      (of) => drawPmtiles(of, { inset: 0.02 }),
      /does not cover Kota Jambi: .+--bbox=103\.5/,
    ],
    ['is too coarse', (of) => drawPmtiles(of, { maxZoom: 11 }), /largest zoom is 11; streets need 14/],
    ['credits nobody', (of) => drawPmtiles(of, { attribution: '' }), /does not name OpenStreetMap/],
  ])('refuses a file that %s', async (_, draw, advice) => {
    const { code, stderr } = await runSikesal(['map', 'check', await written(draw(city), 'wrong.pmtiles')]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(advice)]);
  });
});
