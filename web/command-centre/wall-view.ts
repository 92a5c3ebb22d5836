import type { CityPack } from '../../city/city-pack';
import type { FeedEvent } from '../../database/readers/feed-reader';
import type { CityMap } from '../browse/city-map';
import type { PageTemplates } from '../page-templates';
import type { Speech } from '../speech';
import { flowView } from './flow-view';
import { groupsView } from './groups-view';
import { healthView } from './health-view';
import { outagesView } from './outages-view';
import { sift } from './sift';
import { streamRow } from './stream-view';
import { totalsView } from './totals-view';
import { urgentView } from './urgent-view';
import type { WallSnapshot } from './wall-board';
import type { WallFilter } from './wall-filter';
import { wallMapView } from './wall-map-view';

/** What a screen looks at: the same for all that are narrowed alike and speak the same language. */
export interface Outlook {
  filter: WallFilter;
  speech: Speech;
}

export interface WallParts {
  city: CityPack;
  map: CityMap;
}

/** Each part of the wall that changes, by the name under which a screen finds it. */
export function partViews(snapshot: WallSnapshot, { filter, speech }: Outlook, { city, map }: WallParts) {
  const { now } = snapshot;
  const cases = sift(snapshot.cases, filter, now);
  return {
    health: {
      health: [...healthView(snapshot.health, now, speech), ...outagesView(snapshot.outages, speech)],
    },
    totals: { totals: totalsView({ snapshot, cases, filter }, speech) },
    urgent: { urgent: urgentView({ cases, filter, now }, speech) },
    map: { map: wallMapView({ map, cases, filter }, speech) },
    groups: { groups: groupsView({ cases, filter, city }, speech) },
    flow: { flow: flowView({ cases, now }, speech) },
  };
}

export type PartName = keyof ReturnType<typeof partViews>;

/** The parts as they stand in a page. */
export function renderParts(
  templates: PageTemplates,
  views: ReturnType<typeof partViews>,
  { say }: Speech,
): Map<PartName, string> {
  const names = Object.keys(views) as PartName[];
  return new Map(
    names.map((name) => [name, templates.render(`command-centre/parts/${name}`, views[name], say)]),
  );
}

/** Events that the wall tells of, in the order in which they are given. */
export function streamRows(events: readonly FeedEvent[], { speech }: Outlook) {
  return events.flatMap((event) => streamRow(event, speech) ?? []);
}
