import type { Place } from '../place';
import { browsePage } from './browse-page';
import { feed } from './feed';
import { geojson } from './geojson';

const OPEN = { isSecret: false };

/** What others have filed. */
export const browsePlaces: readonly Place[] = [
  { path: '/complaints', get: browsePage, options: OPEN },
  { path: '/complaints/feed.rss', get: feed, options: OPEN, isForOtherSites: true },
  { path: '/complaints.geojson', get: geojson, options: OPEN, isForOtherSites: true },
];
