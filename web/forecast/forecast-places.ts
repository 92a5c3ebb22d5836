import type { Place } from '../place';
import { forecastPage } from './forecast-page';

/** What will be missed; of one's own agency, or for the command centre of all. */
export const forecastPlaces: readonly Place[] = [
  { path: '/forecast', get: forecastPage, options: { isSecret: true, needs: 'session' } },
];
