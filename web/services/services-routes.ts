import type { PageRoute } from '../page-route';
import { servicesPage } from './services-page';

export const servicesRoutes: readonly PageRoute[] = [
  { path: '/services', get: servicesPage, options: { isSecret: false, mayBeKept: true } },
];
