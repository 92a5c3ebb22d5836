import type { Point } from '../../city/city-pack';
import type { Locale } from '../../locale/locale';
import type { CityMap, Spot } from './city-map';

/** A mark on the map that is a link; its name says in words what its shape and number show. */
export interface MapMarkView extends Spot {
  href: string;
  name: string;
  mark: string;
  /** Null for a mark of a single complaint. */
  count: string | null;
}

export interface MapView {
  name: string;
  viewBox: string;
  outline: string;
  grid: string;
  scale: { from: number; width: number; label: string };
  /** `isTight`: hidden where the map is small. */
  labels: (Spot & { text: string; isTight: boolean })[];
  marks: MapMarkView[];
  pin: Spot | null;
}

interface MapInput {
  name: string;
  locale: Locale;
  marks?: MapMarkView[];
  /** One place to show. */
  pin?: Point;
}

/** Width of the map on the smallest screen and of one letter of its labels, in pixels. */
export const SMALLEST_MAP_WIDTH = 288;
const LETTER_WIDTH = 7;
const LINE_HEIGHT = 18;

/** The city's map as the template draws it: the ground scales with the page, names and marks keep their size. */
export function mapView(map: CityMap, { name, locale, marks = [], pin }: MapInput): MapView {
  const spot = pin ? map.spotOf(pin) : null;
  return {
    name,
    viewBox: map.viewBox,
    outline: map.outline,
    grid: map.grid,
    scale: {
      from: map.scale.from,
      width: Math.round((map.scale.to - map.scale.from) * 10) / 10,
      label: locale.t('browse.map.scale', { kilometers: locale.time.number(map.scale.kilometers) }),
    },
    labels: labelsOf(map),
    marks,
    pin: spot,
  };
}

function labelsOf(map: CityMap): MapView['labels'] {
  const height = (SMALLEST_MAP_WIDTH * map.height) / map.width;
  const placed: { x: number; y: number; reach: number }[] = [];
  return map.labels.map(({ x, y, name }) => {
    const here = {
      x: (x * SMALLEST_MAP_WIDTH) / 100,
      y: (y * height) / 100,
      reach: (name.length * LETTER_WIDTH) / 2,
    };
    const isTight =
      here.x < here.reach ||
      here.x > SMALLEST_MAP_WIDTH - here.reach ||
      placed.some(
        (other) =>
          Math.abs(other.x - here.x) < other.reach + here.reach && Math.abs(other.y - here.y) < LINE_HEIGHT,
      );
    if (!isTight) placed.push(here);
    return { x, y, text: name, isTight };
  });
}
