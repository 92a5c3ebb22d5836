import type { CityPack, Geography, Road, Water } from '../../city/city-pack';
import type { Locale } from '../../locale/locale';
import type { CityMap } from './city-map';
import type { Frame } from './frame';
import { NAME_ABOVE_DOT, placeNames, type PlaceName } from './place-names';

interface GroundInput {
  city: Pick<CityPack, 'geography' | 'outline'>;
  map: CityMap;
  locale: Locale;
}

/** Colours of the page that shows the map; the values here are for whoever opens the drawing alone. */
const COLOURS = {
  land: 'var(--surface, #ffffff)',
  water: 'var(--river-soft, #dff0f1)',
  shore: 'var(--river, #0c5460)',
  road: 'var(--edge, #6a7d81)',
  border: 'var(--edge, #6a7d81)',
  edge: 'var(--edge, #6a7d81)',
  grid: 'var(--line, #d3dcdc)',
  waterName: 'var(--river, #0c5460)',
  name: 'var(--ink-soft, #475b60)',
} as const;
const SHORE = `"${COLOURS.shore}" stroke-opacity="0.4"`;
const ROAD = `"${COLOURS.road}" stroke-opacity="0.6"`;
const KEEPS_WIDTH = 'vector-effect="non-scaling-stroke"';

/**
 * The city's map as one SVG file. Pages take its parts by `<use>`: `#ground` is stretched to the size of the map.
 * Names keep the size of their letters, and come in three parts, each for a larger map (`MAP_WIDTHS`): `#places-1` to
 * `#places-3`. `#districts-1` and `#districts-2` name the districts, `#scale` is the scale. Colours and letters come
 * from the page.
 */
export function drawGround({ city: { geography }, map, locale }: GroundInput): string {
  const { frame } = map;
  const names = placeNames(map, { geography, language: locale.language });
  const districts = (isTight: boolean) =>
    map.labels
      .filter((label) => label.isTight === isTight)
      .map(({ x, y, name }) => `<text x="${x}%" y="${y}%">${escaped(name)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${map.viewBox}" font-family="sans-serif" font-size="13">`,
    '<g id="ground" fill="none" stroke-linejoin="round" stroke-linecap="round">',
    `<path d="${map.grid}" stroke="${COLOURS.grid}" ${KEEPS_WIDTH}/>`,
    `<path d="${map.outline}" fill="${COLOURS.land}"/>`,
    ...geography.waters.map((water) => drawnWater(frame, water)),
    ...geography.districts.map(
      ({ border }) =>
        `<path d="${frame.areaOf(border)}" stroke="${COLOURS.border}" stroke-dasharray="2 4" ${KEEPS_WIDTH}/>`,
    ),
    ...geography.roads.map((road) => drawnRoad(frame, road)),
    `<path d="${map.outline}" stroke="${COLOURS.edge}" stroke-width="1.25" ${KEEPS_WIDTH}/>`,
    '</g>',
    ...names.map((each, tier) =>
      group(`places-${tier + 1}`, [
        ...(tier === 0 ? drawnBridges(map, geography) : []),
        ...each.map(drawnName),
      ]),
    ),
    ...[false, true].map((isTight, tier) => group(`districts-${tier + 1}`, districts(isTight))),
    group('scale', [drawnScale(map, locale)]),
    '</svg>',
  ].join('\n');
}

/** With its own alignment and colour: `<use>` takes the group out of what is around it. */
function group(id: string, parts: readonly string[]): string {
  return `<g id="${id}" text-anchor="middle" fill="${COLOURS.name}">${parts.join('')}</g>`;
}

function drawnWater(frame: Frame, { shape, widthMeters }: Water): string {
  switch (shape.type) {
    case 'Point':
      return '';
    case 'LineString': {
      const path = `<path d="${frame.lineOf(shape.coordinates)}"`;
      if (widthMeters === undefined) return `${path} stroke=${SHORE} ${KEEPS_WIDTH}/>`;
      const width = (widthMeters / 1000) * frame.unitsPerKilometer;
      const stroke = (colour: string, units: number) =>
        `${path} stroke=${colour} stroke-width="${units.toFixed(1)}"/>`;
      return stroke(SHORE, width) + stroke(`"${COLOURS.water}"`, width * 0.88);
    }
    default:
      return `<path d="${frame.areaOf(shape)}" fill="${COLOURS.water}" stroke=${SHORE} ${KEEPS_WIDTH}/>`;
  }
}

function drawnRoad(frame: Frame, { line, rank }: Road): string {
  const width = rank === 'trunk' ? 2.5 : 1.5;
  return `<path d="${frame.lineOf(line)}" stroke=${ROAD} stroke-width="${width}" ${KEEPS_WIDTH}/>`;
}

function drawnName({ x, y, kind, text, angle }: PlaceName): string {
  const at = `<svg x="${x}%" y="${y}%" overflow="visible">`;
  const words = escaped(text);
  if (kind === 'landmark')
    return `${at}<circle r="3" fill="${COLOURS.name}"/><text y="${4 - NAME_ABOVE_DOT}">${words}</text></svg>`;
  const turn = angle === 0 ? '' : ` transform="rotate(${angle})"`;
  const colour = kind === 'water' ? ` fill="${COLOURS.waterName}" font-style="italic"` : '';
  return `${at}<g${turn}${colour}><text y="4">${words}</text></g></svg>`;
}

/** Bridges are drawn even where there is no room for their names. */
function drawnBridges({ spotOf }: CityMap, { landmarks }: Geography): string[] {
  const spots = landmarks
    .filter(({ kind, confidence }) => kind === 'bridge' && confidence !== 'low')
    .flatMap(({ point }) => spotOf(point) ?? []);
  return spots.map(
    ({ x, y }) =>
      `<svg x="${x}%" y="${y}%" overflow="visible"><rect x="-4" y="-4" width="8" height="8" fill="${COLOURS.land}" stroke="${COLOURS.name}" stroke-width="2"/></svg>`,
  );
}

function drawnScale({ scale }: CityMap, { t, time }: Locale): string {
  const label = t('browse.map.scale', { kilometers: time.number(scale.kilometers) });
  const width = Math.round((scale.to - scale.from) * 10) / 10;
  return `<rect x="${scale.from}%" y="96%" width="${width}%" height="3"/><text text-anchor="start" x="${scale.from}%" y="96%" dy="-6">${escaped(label)}</text>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
