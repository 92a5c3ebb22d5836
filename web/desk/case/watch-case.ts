import { actorOf } from '../../../api/authentication/credential';
import { can } from '../../../domain/permissions';
import type { Visit } from '../../http/visit';
import { streamOf } from '../../live/live-pages';
import type { PageAnswer } from '../../page-answer';
import { findStaffSession } from '../../sign-in/staff-session';
import type { Site } from '../../site';
import { openCase } from './open-case';

/** Says when there is something new, for as long as the session lasts and the case is theirs to see. */
export async function watchCase(site: Site, visit: Visit): Promise<PageAnswer> {
  const { complaint } = await openCase(site, visit);
  return streamOf(site, visit, {
    complaint,
    isPublic: false,
    async sequence() {
      const session = await findStaffSession(site, visit.cookies, { isUse: false });
      const now = session && (await site.complaints.byId(complaint.id));
      return now && can(actorOf(session.credential), 'view_internal', now) ? now.sequence : null;
    },
  });
}
