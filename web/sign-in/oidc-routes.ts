import type { PageRoute } from '../page-route';
import { finishOidc, startOidc } from './oidc-pages';

/** Sign-in through the city's own accounts; `not_found` where the city has none. */
export const oidcRoutes: readonly PageRoute[] = [
  { path: '/sign-in/oidc', get: startOidc, options: { isSecret: true } },
  { path: '/sign-in/oidc/callback', get: finishOidc, options: { isSecret: true } },
];
