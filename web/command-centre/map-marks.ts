import type { CityMap } from '../map/city-map';
import { clusterPins, type Cluster, type MapMark, type Pin } from '../map/cluster';
import { caseUrl } from '../desk/case-url';
import type { Locale } from '../../locale/locale';
import type { CaseWithUrgency } from './filter-cases';
import { spreadMarks, type Roomy, type Sheet } from './spread-marks';
import { urgencyWord } from './urgency-word';
import { listUrl, type WallFilter } from './wall-filter';

export interface WallMark extends Roomy {
  /** Tracking code of its most urgent complaint. */
  key: string;
  url: string;
  name: string;
  mark: MapMark;
  /** In pixels: size of the mark, offset from its spot, and radius of the ground around it. */
  size: number;
  offset: number;
  halo: number;
  /** Null for a mark of a single complaint. */
  count: { text: string; width: number; left: number } | null;
}

const WITHIN_PIXELS = 24;
/** Urgent marks are larger. */
const SIZES: Record<MapMark, number> = {
  ...{ closed: 13, resolved: 13, 'on-time': 13, soon: 13 },
  ...{ 'late-1': 19, 'late-2': 23, 'late-3': 26 },
};
const HALO_SHARE = 0.62;
/** Marks of levels 2 and 3 stay out of clusters while the map has this many pixels of width for each. */
const ROOM_OF_ALONE = 20;
const FRAME = { least: 34, digit: 8 };
/** Half the size of a touch target, in pixels. */
const REACH = 12;

interface Placed {
  cases: readonly CaseWithUrgency[];
  map: CityMap;
  /** Size of the map in pixels. */
  sheet: Sheet;
}

/** The open complaints that have a place of their own, as marks that do not overlap. */
export function wallMarks(
  { cases, map, sheet }: Placed,
  context: { filter: WallFilter; locale: Locale },
): WallMark[] {
  const pins = cases.flatMap((each) => pinOf(each, map));
  const byCode = new Map(cases.map((each) => [each.trackingCode, each]));
  const lonely = pins.filter(({ mark }) => mark === 'late-2' || mark === 'late-3').length;
  const clusters = clusterPins(pins, {
    ...sheet,
    withinPixels: WITHIN_PIXELS,
    ...(lonely * ROOM_OF_ALONE > sheet.width ? { alone: [] } : {}),
  });
  const marks = clusters.map((cluster) => markOf(cluster, byCode, context));
  return spreadMarks(marks, sheet);
}

/** Counts complaints without a place: confidential ones, and those of which only the district is known. */
export function countPlaceless(cases: readonly CaseWithUrgency[]): number {
  return cases.filter(({ latitude }) => latitude === null).length;
}

function pinOf({ latitude, longitude, mark, trackingCode }: CaseWithUrgency, map: CityMap): Pin[] {
  const spot = latitude === null || longitude === null ? null : map.spotOf({ latitude, longitude });
  return spot ? [{ ...spot, mark, code: trackingCode }] : [];
}

function markOf(
  { x, y, mark, codes }: Cluster,
  byCode: ReadonlyMap<string, CaseWithUrgency>,
  { filter, locale }: { filter: WallFilter; locale: Locale },
): WallMark {
  const members = codes.flatMap((code) => byCode.get(code) ?? []);
  const [first] = members;
  if (!first) throw new RangeError('a mark on the map stands for something');
  const { t, names, time } = locale;
  const word = urgencyWord(mark, locale);
  const shape = { x, y, mark, key: first.trackingCode, ...shapeOf(members.length === 1 ? SIZES[mark] : 16) };
  if (members.length === 1) {
    const about = { kind: names.category(first.category), district: names.district(first.district), word };
    return { ...shape, url: caseUrl(first.trackingCode), name: t('wall.map.one', about), count: null };
  }
  const text = time.number(members.length);
  const width = FRAME.least + FRAME.digit * text.length;
  return {
    ...shape,
    url: listUrl(filter, districtOf(members)),
    name: t('wall.map.several', { count: text, word }),
    count: { text, width, left: -width / 2 },
    room: { across: width / 2, down: REACH },
  };
}

/** The district, if all members are in the same one. A cluster across a border links to the whole city's list. */
function districtOf(members: readonly CaseWithUrgency[]): { district?: string } {
  const districts = new Set(members.map(({ district }) => district));
  const [only] = districts;
  return districts.size === 1 && only !== undefined ? { district: only } : {};
}

function shapeOf(size: number): Pick<WallMark, 'size' | 'offset' | 'halo' | 'room'> {
  const halo = Math.round(size * HALO_SHARE * 10) / 10;
  const reach = Math.max(REACH, halo);
  return { size, offset: -size / 2, halo, room: { across: reach, down: reach } };
}
