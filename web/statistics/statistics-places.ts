import type { PageOptions } from '../http/serve-page';
import type { Place } from '../place';
import { statisticsCsv } from './statistics-csv';
import { statisticsPage } from './statistics-page';

const STAFF: PageOptions = { isSecret: true, needs: 'session' };

/** Whether the promises are kept; of one's own agency, or for the command centre of all. */
export const statisticsPlaces: readonly Place[] = [
  { path: '/statistics', get: statisticsPage, options: STAFF },
  { path: '/statistics.csv', get: statisticsCsv, options: STAFF },
];
