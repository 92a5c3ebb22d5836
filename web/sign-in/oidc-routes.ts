import type { PageRoute } from '../page-route';
import { finishOidc, startOidc } from './oidc-pages';

/** The way through the city's own accounts; where it has none there is nothing here. */
export const oidcRoutes: readonly PageRoute[] = [
  { path: '/sign-in/oidc', get: startOidc, options: { isSecret: true } },
  { path: '/sign-in/oidc/callback', get: finishOidc, options: { isSecret: true } },
];
