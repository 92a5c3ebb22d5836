import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CityPack, Outline, Position } from '../../city/city-pack';
import { districtOf, villageOf } from '../../city/area-of';
import { isInsideCity, metersBetween, metersOutside } from '../../city/geography';
import { loadCityPack } from '../../city/load-city-pack';
import { outside } from './outside-point';
import { kotaJambi, saltmere } from './pack-folders';

function at(longitude: number, latitude: number): { longitude: number; latitude: number } {
  return { longitude, latitude };
}

describe('the geography of Kota Jambi', () => {
  let pack: CityPack;
  beforeAll(async () => {
    pack = await loadCityPack(kotaJambi);
  });

  it.each([
    ['the city hall', 103.6131, -1.6399],
    ['the Gentala Arasy tower', 103.6104, -1.5869],
    ['the airport', 103.6444, -1.638],
    ["the governor's office", 103.5716, -1.6052],
  ])('has %s inside', (_place, longitude, latitude) => {
    expect(isInsideCity(pack, at(longitude, latitude))).toBe(true);
    expect(metersOutside(pack, at(longitude, latitude))).toBe(0);
  });

  it.each([
    ['Mendalo', 103.5201, -1.6106, 2.7],
    ['Sengeti', 103.507, -1.476, 11.1],
    ['Muara Bulian', 103.2667, -1.7333, 29.3],
  ])('has %s outside and says how far', (_place, longitude, latitude, kilometres) => {
    expect(isInsideCity(pack, at(longitude, latitude))).toBe(false);
    expect(metersOutside(pack, at(longitude, latitude)) / 1000).toBeCloseTo(kilometres, 1);
  });

  it('counts a point on the border as inside', () => {
    expect(isInsideCity(pack, at(103.5242, -1.6761))).toBe(true);
  });

  it('gives every district its own point', () => {
    const found = pack.districts.map(({ point }) => districtOf(pack, point).code);
    expect(found).toEqual(pack.districts.map(({ code }) => code));
  });

  it('gives a place to the district and the village within whose borders it lies', () => {
    const areaOf = (longitude: number, latitude: number) => {
      const point = at(longitude, latitude);
      return [districtOf(pack, point).name, villageOf(pack, point)?.name];
    };
    expect(areaOf(103.5768, -1.6156)).toEqual(['Telanaipura', 'Simpang IV Sipin']);
    // North of the river, though the nearest district's point is south of it.
    expect(areaOf(103.6104, -1.5869)).toEqual(['Pelayangan', expect.any(String)]);
    expect(areaOf(103.65402, -1.63166)).toEqual(['Paal Merah', expect.any(String)]);
  });

  it('takes a place up to 100 m outside the border as on it', () => {
    const [inside, beyond] = [outside(-20), outside(95)];
    expect(metersOutside(pack, beyond)).toBeGreaterThan(90);
    expect(districtOf(pack, beyond)).toBe(districtOf(pack, inside));
    expect(villageOf(pack, beyond)).toBe(villageOf(pack, inside));
  });

  it('has every village within its district, and no place without a village', () => {
    const { villages } = pack.geography;
    expect(villages).toHaveLength(68);
    expect(villages.map(({ point }) => villageOf(pack, point)?.code)).toEqual(
      villages.map(({ code }) => code),
    );
    expect(villages.map(({ point }) => districtOf(pack, point).code)).toEqual(
      villages.map(({ district }) => district),
    );
  });
});

describe('the geography of a city that draws no borders', () => {
  it('gives a place to the district whose point is nearest, and to no village', async () => {
    const pack = await loadCityPack(saltmere);
    const [first] = pack.districts;
    expect(pack.geography.districts).toEqual([]);
    expect(districtOf(pack, first!.point)).toBe(first);
    expect(villageOf(pack, first!.point)).toBeNull();
  });
});

describe('the geography of a city of islands', () => {
  let pack: CityPack;
  beforeAll(async () => {
    pack = await loadCityPack(saltmere);
  });

  it('has both islands inside, the strait and the lagoon outside', () => {
    expect(isInsideCity(pack, at(-40.08, 48.02))).toBe(true);
    expect(isInsideCity(pack, at(-39.95, 48.05))).toBe(true);
    expect(isInsideCity(pack, at(-39.98, 48.05))).toBe(false);
    expect(isInsideCity(pack, at(-40.05, 48.05))).toBe(false);
  });

  it('measures to the nearest shore, even from the lagoon', () => {
    const degreeOfLongitude = metersBetween(at(-40, 48.05), at(-39, 48.05));
    expect(metersOutside(pack, at(-39.97, 48.05)) / degreeOfLongitude).toBeCloseTo(0.01, 4);
    expect(metersOutside(pack, at(-40.043, 48.05)) / degreeOfLongitude).toBeCloseTo(0.003, 4);
  });

  it('measures to a corner where no edge faces the point', () => {
    const [corner, beyond] = [at(-40.1, 48), at(-40.2, 47.9)];
    expect(metersOutside(pack, beyond)).toBeCloseTo(metersBetween(corner, beyond), 3);
  });

  it('counts the edge, the corner and the shore of the lagoon as inside', () => {
    expect(isInsideCity(pack, at(-40.05, 48))).toBe(true);
    expect(isInsideCity(pack, at(-40, 48.1))).toBe(true);
    expect(isInsideCity(pack, at(-40.06, 48.05))).toBe(true);
  });
});

describe('a distance', () => {
  it('to a slanting border is the perpendicular, even where degrees of longitude are short', () => {
    // At 60° north a degree of longitude is half a degree of latitude long: this border runs north-east.
    const ring: Position[] = [
      [0, 60],
      [0.02, 60],
      [0.02, 60.01],
      [0, 60],
    ];
    const outline: Outline = { type: 'Polygon', coordinates: [ring] };
    const perpendicular = metersBetween(at(0, 60), at(0, 60.01)) / Math.SQRT2;
    expect(metersOutside({ outline }, at(0, 60.01)) / perpendicular).toBeCloseTo(1, 3);
  });

  it('along a quarter of the equator is a quarter of the Earth', () => {
    expect(metersBetween(at(0, 0), at(90, 0)) / 1000).toBeCloseTo(10_007.5, 0);
  });
});

const detailed = resolve(__dirname, '../../../shared/kota-jambi/boundary.geojson');
(existsSync(detailed) ? describe : describe.skip)('the outline of Kota Jambi beside the detailed one', () => {
  it('differs by less than 1.5 % of the area', async () => {
    const { outline } = await loadCityPack(kotaJambi);
    const { features } = JSON.parse(readFileSync(detailed, 'utf8')) as {
      features: { properties: { level: string }; geometry: Outline }[];
    };
    const city = features.find(({ properties }) => properties.level === 'city');
    expect(city && areaOf(outline) / areaOf(city.geometry)).toBeGreaterThan(0.985);
    expect(city && areaOf(outline) / areaOf(city.geometry)).toBeLessThan(1.015);
  });
});

// This near the equator, square degrees do as well as square metres for a ratio.
function areaOf(outline: Outline): number {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  return polygons.reduce((sum, [outside = []]) => sum + Math.abs(ringArea(outside)), 0);
}

function ringArea(ring: Position[]): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}
