import type { PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { statisticsCsv } from './statistics-csv';
import { statisticsPage } from './statistics-page';

const STAFF: PageOptions = { isSecret: true, needs: 'session' };

/** Whether the promises are kept; of one's own agency, or for the command centre of all. */
export const statisticsRoutes: readonly PageRoute[] = [
  { path: '/statistics', get: statisticsPage, options: STAFF },
  { path: '/statistics.csv', get: statisticsCsv, options: STAFF },
];
