import type { Role } from '../../domain/actor';

/** Who sees all of the city at once. */
export const WALL_ROLES: readonly Role[] = ['command_centre', 'administrator'];
