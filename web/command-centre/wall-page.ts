import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import { staffVisit } from '../desk/staff-visit';
import type { Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { hourOf } from './hour-of';
import { recentEvents, STREAM_ROWS } from './recent-events';
import { GROUPINGS, isNarrowed, KINDS, readWallFilter, wallUrl, type WallFilter } from './wall-filter';
import { partViews, streamRows } from './wall-view';

/** The whole city on one screen; without a script it loads itself again each minute. */
export async function wallPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const { speech } = staffVisit(site, visit);
  const filter = readWallFilter(visit.query, site.city);
  const snapshot = await site.board.current();
  const outlook = { filter, speech };
  const events = await recentEvents(site.feed, { snapshot, filter });
  const { say, names, time, language } = speech;
  const since = String(snapshot.position);
  return {
    kind: 'page',
    status: 200,
    template: 'command-centre/wall',
    title: say('wall.title'),
    view: {
      ...partViews(snapshot, outlook, site),
      brand: say('wall.brand', { centre: names.centre, city: names.city }),
      heading: say('wall.heading', { city: names.city }),
      clock: clockView(snapshot.now, site.city, speech),
      source: wallUrl(filter, { path: '/command-centre/live', more: { lang: language, since } }),
      position: snapshot.position,
      rows: streamRows(events, outlook).slice(0, STREAM_ROWS),
      filters: filtersView(filter, site.city, speech),
      asOf: say('wall.live.asOf', { time: hourOf(snapshot.now, time) }),
    },
    styles: ['command-centre/wall.css'],
    scripts: ['command-centre/wall.js'],
    isRefreshed: true,
    speech,
    keepsAddress: true,
  };
}

function clockView(now: number, { timeZone }: CityPack, { time, language }: Speech) {
  const [hour = '', zone = ''] = time.clock(now).split(' ');
  const [day = ''] = time.long(now).split(',');
  return { hour, zone, day, now, iso: new Date(now).toISOString(), timeZone, language };
}

function filtersView(filter: WallFilter, city: CityPack, { say, names }: Speech) {
  const { agency, category, district } = filter;
  const choice = [
    agency === undefined ? say('wall.map.allAgencies') : names.agency(agency),
    category === undefined ? say('wall.map.allCategories') : names.category(category),
    ...(district === undefined ? [] : [names.district(district)]),
  ];
  const nameOf = { agency: names.agency, category: names.category, district: names.district };
  return {
    title: say('wall.map.filter', { choice: choice.join(', ') }),
    selects: GROUPINGS.map((name) => ({
      name,
      label: say(`desk.filters.${name}`),
      any: say('desk.filters.any'),
      options: everyOf(city, KINDS[name]).map(({ code }) => ({
        value: code,
        label: nameOf[name](code),
        isChosen: code === filter[name],
      })),
    })),
    by: filter.by === 'agency' ? null : filter.by,
    clear: isNarrowed(filter) ? wallUrl({ by: filter.by }) : null,
  };
}
