import type { PageRoute } from '../page-route';
import { forecastPage } from './forecast-page';

/** Forecast of missed deadlines: for one's own agency or, at the command centre, for all. */
export const forecastRoutes: readonly PageRoute[] = [
  { path: '/forecast', get: forecastPage, options: { isSecret: true, needs: 'session' } },
];
