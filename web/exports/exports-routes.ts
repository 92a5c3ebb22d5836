import type { PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { exportFile, exportsPage } from './exports-page';

const EVERYBODY: PageOptions = { isSecret: false };

/** Downloads of the public's complaint lists. */
export const exportsRoutes: readonly PageRoute[] = [
  { path: '/exports', get: exportsPage, options: EVERYBODY },
  { path: '/exports/complaints.csv', get: exportFile('csv'), options: EVERYBODY, isForOtherSites: true },
  {
    path: '/exports/complaints.geojson',
    get: exportFile('geojson'),
    options: EVERYBODY,
    isForOtherSites: true,
  },
];
