import { loadCityPack } from '../../../city/load-city-pack';
import { metersBetween } from '../../../city/geography';
import { cityMap } from '../../../web/map/city-map';
import { kotaJambi } from '../../city/pack-folders';

const square = (west: number, south: number, side: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ] as [number, number][],
  ],
});

describe('the map of a city', () => {
  it('keeps distances true to its scale', async () => {
    const city = await loadCityPack(kotaJambi);
    const map = cityMap(city);
    const [one, other] = [city.districts[0]!.point, city.districts[10]!.point];
    const [here, there] = [map.spotOf(one)!, map.spotOf(other)!];
    const across = ((there.x - here.x) * map.width) / 100;
    const down = ((there.y - here.y) * map.height) / 100;
    const unitsPerMeter =
      (((map.scale.to - map.scale.from) / 100) * map.width) / (map.scale.kilometers * 1000);
    const drawnMeters = Math.hypot(across, down) / unitsPerMeter;
    expect(Math.abs(drawnMeters / metersBetween(one, other) - 1)).toBeLessThan(0.02);
  });

  it('has north at the top and east on the right', () => {
    const map = cityMap({ outline: square(10, 50, 0.1), districts: [] });
    const [low, high] = [
      map.spotOf({ latitude: 50.01, longitude: 10.01 })!,
      map.spotOf({ latitude: 50.09, longitude: 10.09 })!,
    ];
    expect(high.x).toBeGreaterThan(low.x);
    expect(high.y).toBeLessThan(low.y);
  });

  it('has a line every two kilometres, and fewer where they would be too dense', () => {
    const small = cityMap({ outline: square(0, 0, 0.1), districts: [] });
    const large = cityMap({ outline: square(0, 0, 3), districts: [] });
    const lines = (grid: string) => grid.split('V').length - 1;
    expect([small.scale.kilometers, large.scale.kilometers]).toEqual([2, 50]);
    expect(lines(small.grid)).toBe(7);
    expect(lines(large.grid)).toBeLessThan(30);
  });

  it('draws every part of a city that has several, and no place outside its frame', () => {
    const { coordinates } = square(0, 0, 0.1);
    const parts = {
      type: 'MultiPolygon' as const,
      coordinates: [coordinates, square(0.2, 0, 0.1).coordinates],
    };
    const map = cityMap({ outline: parts, districts: [] });
    expect(map.outline.split('z')).toHaveLength(3);
    expect(map.spotOf({ latitude: 5, longitude: 5 })).toBeNull();
  });
});
