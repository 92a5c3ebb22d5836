import { resolve } from 'node:path';
import { districtOf } from '../../city/area-of';
import type { CityPack, Point } from '../../city/city-pack';
import { isInsideCity } from '../../city/geography';
import { loadCityPack } from '../../city/load-city-pack';
import { createRandom } from '../../cli/seed/random';

const POINTS = 10_000;

/** Of random points in the default city: how many lie in another district by border than by the nearest centre. */
async function measure(): Promise<void> {
  const city = await loadCityPack(resolve(__dirname, '../../city/kota-jambi'));
  const withoutBorders = { ...city, geography: { ...city.geography, districts: [] } };
  const points = pointsIn(city);
  const changes = points
    .map((point) => [districtOf(withoutBorders, point).name, districtOf(city, point).name] as const)
    .filter(([before, now]) => before !== now);
  console.log(`${changes.length} of ${POINTS} points change their district.`);
  const counts = new Map<string, number>();
  for (const [before, now] of changes) {
    const change = `${before} → ${now}`;
    counts.set(change, (counts.get(change) ?? 0) + 1);
  }
  for (const [change, count] of [...counts].sort(([, one], [, other]) => other - one))
    console.log(`${String(count).padStart(5)}  ${change}`);
}

function pointsIn(city: CityPack): Point[] {
  const random = createRandom(1);
  const corners =
    city.outline.type === 'Polygon' ? city.outline.coordinates.flat() : city.outline.coordinates.flat(2);
  const [longitudes, latitudes] = [corners.map(([east]) => east), corners.map(([, north]) => north)];
  const within = (values: number[]) => random.between(Math.min(...values), Math.max(...values));
  const points: Point[] = [];
  while (points.length < POINTS) {
    const point = { longitude: within(longitudes), latitude: within(latitudes) };
    if (isInsideCity(city, point)) points.push(point);
  }
  return points;
}

void measure();
