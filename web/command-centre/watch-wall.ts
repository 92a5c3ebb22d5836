import { staffRequest } from '../sign-in/staff-request';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import { findStaffSession } from '../sign-in/staff-session';
import type { PagesContext } from '../pages-context';
import { readWallFilter } from './wall-filter';
import { WALL_ROLES } from './wall-roles';

const POSITION = /^\d{1,15}$/;

/** Streams the changes of a wall, from where its page or its last connection left off. */
export async function watchWall(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { locale } = staffRequest(context, request);
  const filter = readWallFilter(request.query, context.city);
  const after = positionOf(request.lastEventId) ?? positionOf(request.query.since);
  const leave = context.wallSlots.take(request.address);
  return {
    kind: 'push',
    stream: {
      open: (sink) => context.screens.join(sink, { outlook: { filter, locale }, after }),
      async mayStay() {
        const session = await findStaffSession(context, request.cookies, { isUse: false });
        return session !== null && WALL_ROLES.includes(session.member.role);
      },
      leave,
    },
  };
}

function positionOf(given: string | null | undefined): number | null {
  return given && POSITION.test(given) ? Number(given) : null;
}
