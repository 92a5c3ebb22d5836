import type { PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { wallPage } from './wall-page';
import { WALL_ROLES } from './wall-roles';
import { watchWall } from './watch-wall';

const WALL: PageOptions = { isSecret: true, needs: WALL_ROLES };

/** Pages of the command centre's wall. */
export const wallRoutes: readonly PageRoute[] = [
  { path: '/command-centre', get: wallPage, options: WALL },
  { path: '/command-centre/live', get: watchWall, options: { ...WALL, isAutomatic: true } },
];
