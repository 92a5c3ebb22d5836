import type { Actor } from '../../domain/actor';
import { can, type Ownership } from '../../domain/permissions';

/**
 * How much of a complaint somebody sees: `staff` everything that belongs to the work, `own` what the reporter (or
 * the application that filed it) sent and received, `public` what is for everybody.
 */
export type Viewer = 'staff' | 'own' | 'public';

export function viewerOf(actor: Actor, complaint: Ownership): Viewer {
  if (can(actor, 'view_internal', complaint)) return 'staff';
  // Whoever may withdraw it speaks for its reporter; a reporter merged into it may only object, and sees the
  // public view.
  return can(actor, 'withdraw', complaint) ? 'own' : 'public';
}
