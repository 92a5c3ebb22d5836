import type { CityMap, Spot } from '../browse/city-map';
import { mapView, SMALLEST_MAP_WIDTH } from '../browse/map-view';
import type { Speech } from '../speech';
import { countPlaceless, wallMarks, type WallMark } from './map-marks';
import { groupBy, type SiftedCase } from './sift';
import { listUrl, type WallFilter } from './wall-filter';

export interface WallMapView {
  name: string;
  viewBox: string;
  width: number;
  height: number;
  outline: string;
  grid: string;
  scale: { from: number; width: number; label: string };
  labels: (Spot & {
    key: string;
    url: string;
    name: string;
    text: string;
    isTight: boolean;
    reach: number;
    width: number;
  })[];
  /** As marks lie on a screen, and as they have to lie on a phone. */
  wide: WallMark[];
  narrow: WallMark[];
  /** What the map cannot show; null when there is none. */
  placeless: string | null;
}

/** Pixels that the map has on a wall, at least. */
const WIDE_MAP_WIDTH = 480;
const LETTER_WIDTH = 8;

interface Shown {
  map: CityMap;
  cases: readonly SiftedCase[];
  filter: WallFilter;
}

export function wallMapView({ map, cases, filter }: Shown, speech: Speech): WallMapView {
  const { say, time, names } = speech;
  const ground = mapView(map, { name: say('wall.map.name', { city: names.city }), speech });
  const { viewBox, outline, grid, scale, name } = ground;
  const marks = (width: number) => wallMarks({ cases, map, width }, { filter, speech });
  const placeless = countPlaceless(cases);
  const inDistrict = groupBy(cases, 'district');
  return {
    ...{ name, viewBox, outline, grid, scale, width: map.width, height: map.height },
    labels: map.labels.map(({ x, y, code, name: district }, index) => ({
      ...{ x, y, key: code, text: district },
      url: listUrl(filter, { district: code }),
      name: say('wall.map.districtCount', { district, count: time.number(inDistrict(code).length) }),
      isTight: ground.labels[index]?.isTight ?? false,
      reach: (district.length * LETTER_WIDTH) / 2,
      width: district.length * LETTER_WIDTH,
    })),
    wide: marks(WIDE_MAP_WIDTH),
    narrow: marks(SMALLEST_MAP_WIDTH),
    placeless: placeless === 0 ? null : say('wall.map.placeless', { count: time.number(placeless) }),
  };
}
