import { actorOf } from '../../../api/authentication/credential';
import { can } from '../../../domain/permissions';
import type { PageRequest } from '../../http/page-request';
import { streamOf } from '../../live/live-pages';
import type { PageResponse } from '../../page-response';
import { findStaffSession } from '../../sign-in/staff-session';
import type { PagesContext } from '../../pages-context';
import { openCase } from './open-case';

/** Says when there is something new, for as long as the session lasts and the case is theirs to see. */
export async function watchCase(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { complaint } = await openCase(context, request);
  return streamOf(context, request, {
    complaint,
    isPublic: false,
    async sequence() {
      const session = await findStaffSession(context, request.cookies, { isUse: false });
      const now = session && (await context.complaints.byId(complaint.id));
      return now && can(actorOf(session.credential), 'view_internal', now) ? now.sequence : null;
    },
  });
}
