import { htmlPage } from '../html-page';
import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import { staffRequest } from '../sign-in/staff-request';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { hourOf } from './hour-of';
import { recentEvents, STREAM_ROWS } from './recent-events';
import { GROUPINGS, isNarrowed, KINDS, readWallFilter, wallUrl, type WallFilter } from './wall-filter';
import { partViews, streamRows } from './wall-view';

/** The whole city on one screen; without script the page reloads itself each minute. */
export async function wallPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { locale } = staffRequest(context, request);
  const filter = readWallFilter(request.query, context.city);
  const snapshot = await context.board.current();
  const outlook = { filter, locale };
  const events = await recentEvents(context.feed, { snapshot, filter });
  const { t, names, time, language } = locale;
  const since = String(snapshot.position);
  return htmlPage({
    template: 'command-centre/wall',
    title: t('wall.title'),
    view: {
      ...partViews(snapshot, outlook, context),
      brand: t('wall.brand', { centre: names.centre, city: names.city }),
      heading: t('wall.heading', { city: names.city }),
      clock: clockView(snapshot.now, context.city, locale),
      source: wallUrl(filter, { path: '/command-centre/live', more: { lang: language, since } }),
      position: snapshot.position,
      rows: streamRows(events, outlook).slice(0, STREAM_ROWS),
      filters: filtersView(filter, context.city, locale),
      asOf: t('wall.live.asOf', { time: hourOf(snapshot.now, time) }),
    },
    styles: ['command-centre/wall.css'],
    scripts: ['command-centre/wall.js'],
    isRefreshed: true,
    locale,
  });
}

function clockView(now: number, { timeZone }: CityPack, { time, language }: Locale) {
  const [hour = '', zone = ''] = time.clock(now).split(' ');
  const [day = ''] = time.long(now).split(',');
  return { hour, zone, day, now, iso: new Date(now).toISOString(), timeZone, language };
}

function filtersView(filter: WallFilter, city: CityPack, { t, names }: Locale) {
  const { agency, category, district } = filter;
  const choice = [
    agency === undefined ? t('wall.map.allAgencies') : names.agency(agency),
    category === undefined ? t('wall.map.allCategories') : names.category(category),
    ...(district === undefined ? [] : [names.district(district)]),
  ];
  const nameOf = { agency: names.agency, category: names.category, district: names.district };
  return {
    title: t('wall.map.filter', { choice: choice.join(', ') }),
    selects: GROUPINGS.map((name) => ({
      name,
      label: t(`desk.filters.${name}`),
      any: t('desk.filters.any'),
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
