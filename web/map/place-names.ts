import type { Geography, Language, Position, Water } from '../../city/city-pack';
import { inLanguage } from '../../city/in-language';
import { SMALLEST_MAP_WIDTH, type CityMap } from './city-map';
import { share, type Frame, type Spot } from './frame';
import { mapName } from './map-name';

/** A name on the map, and the way in which it lies. */
export interface PlaceName extends Spot {
  kind: 'district' | 'water' | 'road' | 'landmark';
  text: string;
  /** Degrees, clockwise. */
  angle: number;
}

/** Something to name, with the places where its name could stand, the best first. */
interface Candidate {
  places: PlaceName[];
  /** Length of what it names, in units of the drawing; a longer name would not seem to belong to it. */
  along: number;
  /** Minor names wait for a map that is not the smallest. */
  isMinor: boolean;
}

interface Box extends Spot {
  across: number;
  down: number;
}

/** Widths in pixels for which names are chosen: on a phone, and from 48em and 64em on (map.css). */
export const MAP_WIDTHS = [SMALLEST_MAP_WIDTH, 640, 960] as const;
const LETTER_WIDTH = 6.8;
const HALF_LINE = 9;
/** A landmark's name stands above its dot. */
export const NAME_ABOVE_DOT = 12;
/** So many landmarks come before the lesser roads. */
const FIRST_LANDMARKS = 20;

/**
 * Chooses the names for which there is room beside the districts': those that fit on the smallest map, those that are
 * added on a larger one, and so on (`MAP_WIDTHS`).
 */
export function placeNames(
  map: CityMap,
  { geography, language }: { geography: Geography; language: Language },
): PlaceName[][] {
  let waiting = candidatesOf(map.frame, { geography, language });
  const placed: PlaceName[] = [];
  return MAP_WIDTHS.map((width) => {
    const place = roomOn(map, { width, placed });
    const added = waiting.map((each) => ({ each, place: place(each) }));
    waiting = added.filter((name) => name.place === null).map(({ each }) => each);
    const names = added.flatMap((name) => name.place ?? []);
    placed.push(...names);
    return names;
  });
}

/** The most important first. */
function candidatesOf(
  frame: Frame,
  { geography, language }: { geography: Geography; language: Language },
): Candidate[] {
  const named = <Item extends { confidence: string }>(items: readonly Item[]) =>
    items.filter(({ confidence }) => confidence !== 'low');
  const roadsOf = (rank: string): Candidate[] =>
    named(geography.roads)
      .filter((road) => road.rank === rank)
      .map(({ name, line }) => ({
        ...alongLine(frame, { kind: 'road', text: mapName(name), line }),
        isMinor: rank !== 'trunk',
      }));
  const landmarks = named(geography.landmarks).flatMap(({ name, point }, at): Candidate[] => {
    const spot = frame.spotOf(point);
    if (!spot) return [];
    const place = { ...spot, kind: 'landmark' as const, text: mapName(name), angle: 0 };
    return [{ places: [place], along: Infinity, isMinor: at >= FIRST_LANDMARKS }];
  });
  return [
    ...geography.waters.map((water) => ({ ...waterName(frame, water, language), isMinor: false })),
    ...landmarks.slice(0, FIRST_LANDMARKS),
    ...roadsOf('trunk'),
    ...roadsOf('main'),
    ...landmarks.slice(FIRST_LANDMARKS),
  ];
}

type Lying = Pick<Candidate, 'places' | 'along'>;

function waterName(frame: Frame, { names, shape }: Water, language: Language): Lying {
  const text = inLanguage(names, language);
  if (shape.type === 'LineString') return alongLine(frame, { kind: 'water', text, line: shape.coordinates });
  const positions =
    shape.type === 'Point' ? [shape.coordinates] : shape.coordinates.flat(2).filter(isPosition);
  return { places: [{ ...middleOf(frame, positions), kind: 'water', text, angle: 0 }], along: Infinity };
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && typeof value[0] === 'number';
}

function middleOf(frame: Frame, positions: readonly Position[]): Spot {
  const points = positions.map((position) => frame.project(position));
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return {
    x: share(middle(points.map(([x]) => x)), frame.width),
    y: share(middle(points.map(([, y]) => y)), frame.height),
  };
}

/** In the middle of each straight piece of a line, the longest first, and never upside down. */
function alongLine(
  frame: Frame,
  { kind, text, line }: { kind: PlaceName['kind']; text: string; line: readonly Position[] },
): Lying {
  const points = line.map((position) => frame.project(position));
  const pieces = points.slice(1).map(([x, y], before) => {
    const [fromX, fromY] = points[before] ?? [x, y];
    const angle = x === fromX ? 90 : Math.round((Math.atan((y - fromY) / (x - fromX)) * 180) / Math.PI);
    const middle = {
      x: share((x + fromX) / 2, frame.width),
      y: share((y + fromY) / 2, frame.height),
    };
    return { place: { ...middle, kind, text, angle }, length: Math.hypot(x - fromX, y - fromY) };
  });
  return {
    along: pieces.reduce((sum, { length }) => sum + length, 0),
    places: pieces.sort((one, other) => other.length - one.length).map(({ place }) => place),
  };
}

/** Finds places for one candidate after the other on a map of this width; null for one that has no room. */
function roomOn(
  map: CityMap,
  { width, placed }: { width: number; placed: readonly PlaceName[] },
): (candidate: Candidate) => PlaceName | null {
  const size = { width, height: (map.height * width) / map.width };
  const isSmallest = width === SMALLEST_MAP_WIDTH;
  const districts = map.labels
    .filter(({ isTight }) => !(isSmallest && isTight))
    .map(({ x, y, name }): PlaceName => ({ x, y, text: name, angle: 0, kind: 'district' }));
  const taken = [...districts, ...placed].flatMap((name) => boxesOf(name, size));
  const texts = new Set(placed.map(({ text }) => text));
  return ({ places, along, isMinor }) => {
    if (isSmallest && isMinor) return null;
    const place = places.find((each) => {
      const isLonger = each.text.length * LETTER_WIDTH > (along * width) / map.width;
      return (
        !isLonger && !texts.has(each.text) && boxesOf(each, size).every((box) => isFree(box, taken, width))
      );
    });
    if (!place) return null;
    texts.add(place.text);
    taken.push(...boxesOf(place, size));
    return place;
  };
}

function isFree(box: Box, taken: readonly Box[], width: number): boolean {
  const isOver = (other: Box) =>
    Math.abs(other.x - box.x) < other.across + box.across &&
    Math.abs(other.y - box.y) < other.down + box.down;
  return box.x > box.across && box.x < width - box.across && !taken.some(isOver);
}

/** The room of a name in pixels: one box, or several small ones along a slanting name. */
function boxesOf({ x, y, text, angle, kind }: PlaceName, size: { width: number; height: number }): Box[] {
  const half = (text.length * LETTER_WIDTH) / 2;
  const middle = { x: (x * size.width) / 100, y: (y * size.height) / 100 };
  if (kind === 'landmark') {
    const down = HALF_LINE + NAME_ABOVE_DOT / 2;
    return [{ x: middle.x, y: middle.y - NAME_ABOVE_DOT / 2, across: half, down }];
  }
  if (angle === 0) return [{ ...middle, across: half, down: HALF_LINE }];
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const steps = Math.max(1, Math.ceil(half / HALF_LINE));
  return Array.from({ length: 2 * steps + 1 }, (_, step) => {
    const away = ((step - steps) * half) / steps;
    return { x: middle.x + away * cos, y: middle.y + away * sin, across: HALF_LINE, down: HALF_LINE };
  });
}
