import { staffVisit } from '../desk/staff-visit';
import type { Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import { findStaffSession } from '../sign-in/staff-session';
import type { Site } from '../site';
import { readWallFilter } from './wall-filter';
import { WALL_ROLES } from './wall-roles';

const POSITION = /^\d{1,15}$/;

/** What changes on a wall, from where its page or its last connection left off. */
export async function watchWall(site: Site, visit: Visit): Promise<PageAnswer> {
  const { speech } = staffVisit(site, visit);
  const filter = readWallFilter(visit.query, site.city);
  const after = positionOf(visit.lastEventId) ?? positionOf(visit.query.since);
  const leave = site.wallSeats.take(visit.address);
  return {
    kind: 'push',
    stream: {
      open: (sink) => site.screens.join(sink, { outlook: { filter, speech }, after }),
      async mayStay() {
        const session = await findStaffSession(site, visit.cookies, { isUse: false });
        return session !== null && WALL_ROLES.includes(session.member.role);
      },
      leave,
    },
  };
}

function positionOf(given: string | null | undefined): number | null {
  return given && POSITION.test(given) ? Number(given) : null;
}
