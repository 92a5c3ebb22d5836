import { actorOf } from '../../../api/authentication/credential';
import { can } from '../../../domain/permissions';
import type { PageRequest } from '../../http/page-request';
import { streamOf } from '../../live/live-pages';
import type { PageResponse } from '../../page-response';
import { findStaffSession } from '../../sign-in/staff-session';
import type { PagesContext } from '../../pages-context';
import { openCase } from './open-case';

/** Streams that there is news, as long as the session lasts and the reader may see the case. */
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
