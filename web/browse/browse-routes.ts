import type { PageRoute } from '../page-route';
import { browsePage } from './browse-page';
import { feed } from './feed';
import { geojson } from './geojson';

const OPEN = { isSecret: false };

/** Pages of public complaints. */
export const browseRoutes: readonly PageRoute[] = [
  { path: '/complaints', get: browsePage, options: { ...OPEN, mayBeKept: true } },
  { path: '/complaints/feed.rss', get: feed, options: OPEN, isForOtherSites: true },
  { path: '/complaints.geojson', get: geojson, options: OPEN, isForOtherSites: true },
];
