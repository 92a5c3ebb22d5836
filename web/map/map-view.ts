import type { Credit, Point } from '../../city/city-pack';
import type { Locale } from '../../locale/locale';
import type { DrawnMap } from './drawn-map';
import type { Spot } from './frame';

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
  /** Address of the drawing beneath. */
  ground: string;
  credit: Credit | null;
  marks: MapMarkView[];
  pin: Spot | null;
  /** Whether there is a pin, or a script may set one. */
  hasPin: boolean;
}

interface MapInput {
  name: string;
  locale: Locale;
  marks?: MapMarkView[];
  /** One place to show. */
  pin?: Point | null;
  /** Whether a script moves the pin. */
  isPinned?: boolean;
}

/** The city's map as the template draws it: the ground scales with the page, names and marks keep their size. */
export function mapView(
  map: DrawnMap,
  { name, locale, marks = [], pin, isPinned = false }: MapInput,
): MapView {
  const spot = pin ? map.spotOf(pin) : null;
  return {
    ...{ name, marks, viewBox: map.viewBox, credit: map.credit },
    ground: map.ground(locale.language),
    pin: spot,
    hasPin: isPinned || spot !== null,
  };
}
