import type { CityPack, District, Outline, Point, Village } from './city-pack';
import { isInsideArea, metersBetween, metersOutsideArea } from './geography';

type Mapped = Pick<CityPack, 'districts' | 'geography'>;

/**
 * The district that a point lies in; outside all of them, the one with the nearest border. Without borders in the
 * pack, the district whose point is nearest: good enough to sort and to find, never to decide who answers.
 * @throws RangeError when the pack has no district, which the loader refuses.
 */
export function districtOf({ districts, geography }: Mapped, point: Point): District {
  const code = areaAt(geography.districts, point)?.code;
  const district = districts.find((each) => each.code === code) ?? nearestCentre(districts, point);
  if (!district) throw new RangeError('the pack has no districts');
  return district;
}

/** The village of the point's district that it lies in, or that has the nearest border; null without villages. */
export function villageOf(pack: Mapped, point: Point): Village | null {
  const { code } = districtOf(pack, point);
  return areaAt(
    pack.geography.villages.filter(({ district }) => district === code),
    point,
  );
}

/** Points on a common border belong to the area that comes first. */
function areaAt<Area extends { border: Outline }>(areas: readonly Area[], point: Point): Area | null {
  const around = areas.find(({ border }) => isInsideArea(border, point));
  return around ?? nearest(areas, ({ border }) => metersOutsideArea(border, point));
}

function nearestCentre(districts: readonly District[], point: Point): District | null {
  return nearest(districts, (district) => metersBetween(point, district.point));
}

function nearest<Item>(items: readonly Item[], metersTo: (item: Item) => number): Item | null {
  const distances = items.map(metersTo);
  return items[distances.indexOf(Math.min(...distances))] ?? null;
}
