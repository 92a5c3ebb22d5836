import type { PageRoute } from '../page-route';
import { forecastPage } from './forecast-page';

/** What will be missed; of one's own agency, or for the command centre of all. */
export const forecastRoutes: readonly PageRoute[] = [
  { path: '/forecast', get: forecastPage, options: { isSecret: true, needs: 'session' } },
];
