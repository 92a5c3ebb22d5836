import type { ComplaintRecord, ListFilter } from '../../database/readers/complaint-reader';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { areaFrom, browseUrl, type BrowseChoice } from './browse-filter';
import { clusterPins, type Cluster, type Pin } from './cluster';
import { mapView, SMALLEST_MAP_WIDTH, type MapMarkView, type MapView } from './map-view';
import { publicRow, publicView, type PublicRow } from './public-row';

/** The newest that have a public place; more would be a blot, and a slow page. */
const PINS_AT_MOST = 400;
const CLUSTER_WITHIN_PIXELS = 24;
/** Widens a cluster's part of the map, in degrees, so that what stands on its edge is in it. */
const AREA_MARGIN = 0.0002;

/** A filter by place, which is what keeps the reader to places that are public. */
export const EVERYWHERE: NonNullable<ListFilter['bbox']> = [-180, -90, 180, 90];

interface Placed {
  pin: Pin;
  row: PublicRow;
  point: { latitude: number; longitude: number };
}

interface MapRequest {
  choice: BrowseChoice;
  filter: ListFilter;
  speech: Speech;
}

/** Complaints on the map, those that lie on each other as one mark; only those whose place is for everybody. */
export async function browseMap(site: Site, { choice, filter, speech }: MapRequest): Promise<MapView> {
  const { items } = await site.complaints.list(
    { ...filter, bbox: filter.bbox ?? EVERYWHERE },
    { limit: PINS_AT_MOST },
  );
  const placed = new Map(
    items.flatMap((complaint) => placedOf(site, complaint, speech)).map((each) => [each.pin.code, each]),
  );
  const clusters = clusterPins(
    [...placed.values()].map(({ pin }) => pin),
    {
      width: SMALLEST_MAP_WIDTH,
      height: (SMALLEST_MAP_WIDTH * site.map.height) / site.map.width,
      withinPixels: CLUSTER_WITHIN_PIXELS,
    },
  );
  return mapView(site.map, {
    name: speech.say('browse.map.name', { city: site.city.name }),
    speech,
    marks: clusters.map((cluster) => markView(cluster, { placed, choice, speech })),
  });
}

function placedOf(site: Site, complaint: ComplaintRecord, speech: Speech): Placed[] {
  const { location } = publicView(complaint, site);
  const spot = location && !location.approximate ? site.map.spotOf(location) : null;
  if (!location || !spot) return [];
  const row = publicRow(complaint, { speech, site });
  const mark = row.mark === 'aside' ? 'closed' : row.mark;
  return [{ pin: { ...spot, mark, code: row.code }, row, point: location }];
}

function markView(
  { x, y, mark, codes }: Cluster,
  { placed, choice, speech }: { placed: ReadonlyMap<string, Placed>; choice: BrowseChoice; speech: Speech },
): MapMarkView {
  const { say, time } = speech;
  const members = codes.flatMap((code) => placed.get(code) ?? []);
  const [first, ...others] = members;
  if (!first) throw new RangeError('a mark on the map stands for something');
  const { kind, district, standing } = first.row;
  const about = { kind, district, standing };
  if (others.length === 0) {
    return { x, y, mark, href: first.row.href, name: say('browse.map.one', about), count: null };
  }
  const count = time.number(members.length);
  return {
    ...{ x, y, mark, count },
    href: `${browseUrl('/complaints', choice, { area: areaAround(members) })}#list`,
    name: say('browse.map.several', { count, standing }),
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
