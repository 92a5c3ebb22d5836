import type { ComplaintRecord, ListFilter } from '../../database/readers/complaint-reader';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { areaFrom, browseUrl, type BrowseChoice } from './browse-filter';
import { clusterPins, type Cluster, type Pin } from '../map/cluster';
import { SMALLEST_MAP_WIDTH } from '../map/city-map';
import { mapView, type MapMarkView, type MapView } from '../map/map-view';
import { publicRow, publicView, type PublicRow } from '../complaint/public-row';

/** The newest with a public place; more would be unreadable, and the page slow. */
const PINS_AT_MOST = 400;
const CLUSTER_WITHIN_PIXELS = 24;
/** Widens a cluster's area, in degrees, so that pins on its edge are included. */
const AREA_MARGIN = 0.0002;

/** With any filter by place, the reader returns only places that are public. */
export const EVERYWHERE: NonNullable<ListFilter['bbox']> = [-180, -90, 180, 90];

interface Placed {
  pin: Pin;
  row: PublicRow;
  point: { latitude: number; longitude: number };
}

interface MapRequest {
  choice: BrowseChoice;
  filter: ListFilter;
  locale: Locale;
}

/** Complaints on the map, those that overlap as one mark; only those whose place is public. */
export async function browseMap(
  context: PagesContext,
  { choice, filter, locale }: MapRequest,
): Promise<MapView> {
  const { items } = await context.complaints.list(
    { ...filter, bbox: filter.bbox ?? EVERYWHERE },
    { limit: PINS_AT_MOST },
  );
  const placed = new Map(
    items.flatMap((complaint) => placedOf(context, complaint, locale)).map((each) => [each.pin.code, each]),
  );
  const clusters = clusterPins(
    [...placed.values()].map(({ pin }) => pin),
    {
      width: SMALLEST_MAP_WIDTH,
      height: (SMALLEST_MAP_WIDTH * context.map.height) / context.map.width,
      withinPixels: CLUSTER_WITHIN_PIXELS,
    },
  );
  return mapView(context.map, {
    name: locale.t('browse.map.name', { city: context.city.name }),
    locale,
    marks: clusters.map((cluster) => markView(cluster, { placed, choice, locale })),
  });
}

function placedOf(context: PagesContext, complaint: ComplaintRecord, locale: Locale): Placed[] {
  const { location } = publicView(complaint, context);
  const spot = location && !location.approximate ? context.map.spotOf(location) : null;
  if (!location || !spot) return [];
  const row = publicRow(complaint, { locale, context });
  const mark = row.mark === 'aside' ? 'closed' : row.mark;
  return [{ pin: { ...spot, mark, code: row.code }, row, point: location }];
}

function markView(
  { x, y, mark, codes }: Cluster,
  { placed, choice, locale }: { placed: ReadonlyMap<string, Placed>; choice: BrowseChoice; locale: Locale },
): MapMarkView {
  const { t, time } = locale;
  const members = codes.flatMap((code) => placed.get(code) ?? []);
  const [first, ...others] = members;
  if (!first) throw new RangeError('a mark on the map stands for something');
  const { kind, district, standing } = first.row;
  const about = { kind, district, standing };
  if (others.length === 0) {
    return { x, y, mark, href: first.row.href, name: t('browse.map.one', about), count: null };
  }
  const count = time.number(members.length);
  return {
    ...{ x, y, mark, count },
    href: `${browseUrl('/complaints', choice, { area: areaAround(members) })}#list`,
    name: t('browse.map.several', { count, standing }),
  };
}

function areaAround(members: readonly Placed[]): string {
  const latitudes = members.map(({ point }) => point.latitude);
  const longitudes = members.map(({ point }) => point.longitude);
  return areaFrom([
    Math.min(...longitudes) - AREA_MARGIN,
    Math.min(...latitudes) - AREA_MARGIN,
    Math.max(...longitudes) + AREA_MARGIN,
    Math.max(...latitudes) + AREA_MARGIN,
  ]);
}
