import { everyOf } from '../../city/directory';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { browseChoice, browseUrl, hasChoice, listFilterOf, STAGES, type BrowseChoice } from './browse-filter';
import { browseMap } from './browse-map';
import { publicRow } from './public-row';

const ROWS = 20;

/** What others have filed: a map, a list, and filters that stay in the address. */
export async function browsePage(site: Site, visit: Visit): Promise<PageAnswer> {
  const speech = site.speeches(languageFor(visit, site.city));
  const choice = browseChoice(visit.query, site.city);
  const filter = listFilterOf(choice);
  const { cursor } = visit.query;
  const [list, counts, map] = await Promise.all([
    site.complaints.list(filter, { limit: ROWS, ...(cursor ? { cursor } : {}) }),
    site.complaints.publicCounts(filter),
    browseMap(site, { choice, filter, speech }),
  ]);
  const { say, time, names } = speech;
  return {
    kind: 'page',
    status: 200,
    template: 'browse/list',
    title: say('browse.list.title', { city: names.city }),
    view: {
      heading: say('browse.list.title', { city: names.city }),
      counts: say('browse.list.counts', {
        open: time.number(counts.open),
        resolved: time.number(counts.resolvedLately),
      }),
      map,
      rows: list.items.map((complaint) => publicRow(complaint, { speech, site })),
      filters: filtersOf(site, choice, speech),
      isFiltered: hasChoice(choice),
      more: list.next === null ? null : `${browseUrl('/complaints', choice, { cursor: list.next })}#list`,
      isFirst: !cursor,
      first: browseUrl('/complaints', choice),
      feed: browseUrl('/complaints/feed.rss', choice, { lang: speech.language }),
      geojson: browseUrl('/complaints.geojson', choice),
      exports: browseUrl('/exports', choice),
      area: choice.area,
      wholeMap: browseUrl('/complaints', choice, { area: null }),
    },
    styles: ['map.css', 'browse.css'],
    speech,
    keepsAddress: true,
  };
}

interface Option {
  value: string;
  label: string;
  isChosen: boolean;
}

export function filtersOf({ city }: Site, choice: BrowseChoice, { say, names }: Speech) {
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
      STAGES.map((value) => ({ value, label: say(`browse.stages.${value}`) })),
    ),
    words: choice.words ?? '',
  };
}
