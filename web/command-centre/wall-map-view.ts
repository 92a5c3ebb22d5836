import type { Credit } from '../../city/city-pack';
import { SMALLEST_MAP_WIDTH, type CityMap } from '../map/city-map';
import type { DrawnMap } from '../map/drawn-map';
import type { Spot } from '../map/frame';
import type { Locale } from '../../locale/locale';
import { countPlaceless, wallMarks, type WallMark } from './map-marks';
import { groupBy, type CaseWithUrgency } from './filter-cases';
import { roomFor, type Roomy, type Sheet } from './spread-marks';
import { listUrl, type WallFilter } from './wall-filter';

export interface WallMapView {
  name: string;
  viewBox: string;
  width: number;
  height: number;
  /** Address of the drawing beneath. */
  ground: string;
  credit: Credit | null;
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
  /** Marks as placed on a wide screen, and as placed on a phone. */
  wide: WallMark[];
  narrow: WallMark[];
  /** Complaints that the map cannot show; null when there are none. */
  placeless: string | null;
}

/** Minimum width of the map on a wall, in pixels. */
const WIDE_MAP_WIDTH = 480;
const LETTER_WIDTH = 7.4;
/** Half the height of a label, in pixels. */
const LABEL_REACH = 9;

interface Shown {
  map: DrawnMap;
  cases: readonly CaseWithUrgency[];
  filter: WallFilter;
}

export function wallMapView({ map, cases, filter }: Shown, locale: Locale): WallMapView {
  const { t, time, names } = locale;
  const [onWall, onPhone] = [sheetOf(map, WIDE_MAP_WIDTH), sheetOf(map, SMALLEST_MAP_WIDTH)];
  const wide = wallMarks({ cases, map, sheet: onWall }, { filter, locale });
  const placeless = countPlaceless(cases);
  const inDistrict = groupBy(cases, 'district');
  const labels = map.labels.map(({ x, y, code, name: district, isTight }) => {
    const reach = (district.length * LETTER_WIDTH) / 2;
    return {
      ...{ x, y, key: code, text: district, reach, width: 2 * reach },
      room: { across: reach, down: LABEL_REACH },
      url: listUrl(filter, { district: code }),
      name: t('wall.map.districtCount', { district, count: time.number(inDistrict(code).length) }),
      isTight,
    };
  });
  return {
    name: t('wall.map.name', { city: names.city }),
    ...{ viewBox: map.viewBox, width: map.width, height: map.height, credit: map.credit },
    ground: map.ground(locale.language),
    scale: {
      from: map.scale.from,
      width: Math.round((map.scale.to - map.scale.from) * 10) / 10,
      label: t('browse.map.scale', { kilometers: time.number(map.scale.kilometers) }),
    },
    labels: placeLabels(labels, wide, onWall),
    wide,
    narrow: wallMarks({ cases, map, sheet: onPhone }, { filter, locale }),
    placeless: placeless === 0 ? null : t('wall.map.placeless', { count: time.number(placeless) }),
  };
}

function sheetOf({ width, height }: CityMap, pixels: number): Sheet {
  return { width: pixels, height: (pixels * height) / width };
}

/** Labels make way for marks and for each other. */
function placeLabels<Label extends Roomy>(
  labels: readonly Label[],
  marks: readonly Roomy[],
  sheet: Sheet,
): Label[] {
  const placed: Label[] = [];
  for (const label of labels) placed.push(roomFor(label, [...marks, ...placed], sheet));
  return placed;
}
