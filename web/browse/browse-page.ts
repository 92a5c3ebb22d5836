import { htmlPage } from '../html-page';
import { everyOf } from '../../city/directory';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { browseChoice, browseUrl, hasChoice, listFilterOf, STAGES, type BrowseChoice } from './browse-filter';
import { browseMap } from './browse-map';
import { publicRow } from '../complaint/public-row';

const ROWS = 20;

/** The public complaints: a map, a list, and filters that stay in the address. */
export async function browsePage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const locale = context.locales(languageFor(request, context.city));
  const choice = browseChoice(request.query, context.city);
  const filter = listFilterOf(choice);
  const { cursor } = request.query;
  const [list, counts, map] = await Promise.all([
    context.complaints.list(filter, { limit: ROWS, ...(cursor ? { cursor } : {}) }),
    context.complaints.publicCounts(filter),
    browseMap(context, { choice, filter, locale }),
  ]);
  const { t, time, names } = locale;
  return htmlPage({
    template: 'browse/list',
    title: t('browse.list.title', { city: names.city }),
    view: {
      counts: t('browse.list.counts', {
        open: time.number(counts.open),
        resolved: time.number(counts.resolvedLately),
      }),
      map,
      rows: list.items.map((complaint) => publicRow(complaint, { locale, context })),
      filters: filtersOf(context, choice, locale),
      isFiltered: hasChoice(choice),
      more: list.next === null ? null : `${browseUrl('/complaints', choice, { cursor: list.next })}#list`,
      isFirst: !cursor,
      first: browseUrl('/complaints', choice),
      feed: browseUrl('/complaints/feed.rss', choice, { lang: locale.language }),
      geojson: browseUrl('/complaints.geojson', choice),
      exports: browseUrl('/exports', choice),
      area: choice.area,
      wholeMap: browseUrl('/complaints', choice, { area: null }),
    },
    styles: ['map.css', 'browse.css'],
    locale,
  });
}

interface Option {
  value: string;
  label: string;
  isChosen: boolean;
}

export function filtersOf({ city }: PagesContext, choice: BrowseChoice, { t, names }: Locale) {
  const options = (chosen: string | null, all: { value: string; label: string }[]): Option[] =>
    all.map((option) => ({ ...option, isChosen: option.value === chosen }));
  return {
    category: options(
      choice.category,
      everyOf(city, 'categories').map(({ code }) => ({ value: code, label: names.category(code) })),
    ),
    district: options(
      choice.district,
      everyOf(city, 'districts').map(({ code }) => ({ value: code, label: names.district(code) })),
    ),
    status: options(
      choice.stage,
      STAGES.map((value) => ({ value, label: t(`browse.stages.${value}`) })),
    ),
    words: choice.words ?? '',
  };
}
