import type { Role } from '../../domain/actor';

/** Roles that see the whole city at once. */
export const WALL_ROLES: readonly Role[] = ['command_centre', 'administrator'];
