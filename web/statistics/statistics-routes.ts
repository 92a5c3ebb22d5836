import type { PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { statisticsCsv } from './statistics-csv';
import { statisticsPage } from './statistics-page';

const STAFF: PageOptions = { isSecret: true, needs: 'session' };

/** Whether promises are kept: for one's own agency or, at the command centre, for all. */
export const statisticsRoutes: readonly PageRoute[] = [
  { path: '/statistics', get: statisticsPage, options: STAFF },
  { path: '/statistics.csv', get: statisticsCsv, options: STAFF },
];
