import type { CityPack } from '../../city/city-pack';
import type { FeedEvent } from '../../database/readers/feed-reader';
import type { DrawnMap } from '../map/drawn-map';
import type { PageTemplates } from '../page-templates';
import type { Locale } from '../../locale/locale';
import { flowView } from './flow-view';
import { groupsView } from './groups-view';
import { healthView } from './health-view';
import { outagesView } from './outages-view';
import { filterCases } from './filter-cases';
import { streamRow } from './stream-view';
import { totalsView } from './totals-view';
import { urgentView } from './urgent-view';
import type { WallSnapshot } from './wall-board';
import type { WallFilter } from './wall-filter';
import { wallMapView } from './wall-map-view';

/** What a screen looks at: the same for all screens with the same filter and language. */
export interface Outlook {
  filter: WallFilter;
  locale: Locale;
}

export interface WallParts {
  city: CityPack;
  map: DrawnMap;
}

/** The parts of the wall that change, by the names under which a screen finds them. */
export function partViews(snapshot: WallSnapshot, { filter, locale }: Outlook, { city, map }: WallParts) {
  const { now } = snapshot;
  const cases = filterCases(snapshot.cases, filter, now);
  return {
    health: {
      health: [...healthView(snapshot.health, now, locale), ...outagesView(snapshot.outages, locale)],
    },
    totals: { totals: totalsView({ snapshot, cases, filter }, locale) },
    urgent: { urgent: urgentView({ cases, filter, now }, locale) },
    map: { map: wallMapView({ map, cases, filter }, locale) },
    groups: { groups: groupsView({ cases, filter, city }, locale) },
    flow: { flow: flowView({ cases, now }, locale) },
  };
}

export type PartName = keyof ReturnType<typeof partViews>;

/** The parts rendered as HTML. */
export function renderParts(
  templates: PageTemplates,
  views: ReturnType<typeof partViews>,
  { t }: Locale,
): Map<PartName, string> {
  const names = Object.keys(views) as PartName[];
  return new Map(
    names.map((name) => [name, templates.render(`command-centre/parts/${name}`, views[name], t)]),
  );
}

/** Rows for those events that the wall shows, in the given order. */
export function streamRows(events: readonly FeedEvent[], { locale }: Outlook) {
  return events.flatMap((event) => streamRow(event, locale) ?? []);
}
