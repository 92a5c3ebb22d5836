import type { StaffMember } from '../../database/stores/staff-store';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { entryFor, isEntryForm } from './entry-token';
import { openSession } from './open-session';
import { signInUrl } from './own-path';

/** Who a mailed link would sign in. */
interface Invitation {
  signInId: string;
  member: StaffMember;
}

/** Asks whether it is them. Looking signs nobody in, since mail scanners look. */
export async function linkPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const invitation = await readInvitation(site, visit);
  return invitation ? confirm(site, visit, { invitation, status: 200 }) : deadLink(site, visit);
}

/** The button on that page; the link is good for one of them. */
export async function enter(site: Site, visit: Visit): Promise<PageAnswer> {
  const invitation = await readInvitation(site, visit);
  if (!invitation) return deadLink(site, visit);
  if (!isEntryForm(site, visit)) return confirm(site, visit, { invitation, status: 403 });
  const used = await site.signIns.use(invitation.signInId);
  return used ? openSession(site, visit, used) : deadLink(site, visit);
}

async function readInvitation({ links, signIns, staff }: Site, { query }: Visit): Promise<Invitation | null> {
  const claims = query.t === undefined ? null : links.verify(query.t);
  if (claims?.purpose !== 'sign_in') return null;
  const request = await signIns.find(claims.signInId);
  if (!request || claims.recipient !== `staff:${request.staffId}`) return null;
  if (request.usedAt !== null || request.expiresAt <= Date.now()) return null;
  const member = await staff.find(request.staffId);
  return member?.active ? { signInId: request.id, member } : null;
}

interface Confirmed {
  invitation: Invitation;
  /** 403 when the button was not pressed on a page of ours, or the browser keeps no cookies. */
  status: 200 | 403;
}

function confirm(site: Site, visit: Visit, { invitation, status }: Confirmed): PageAnswer {
  const { member } = invitation;
  const speech = site.speeches(languageFor(visit, site.city, member.language));
  const { say } = speech;
  const { csrf, cookie } = entryFor(site, visit);
  const heading = say('signIn.link.title', { name: member.name });
  return {
    kind: 'page',
    status,
    template: 'sign-in/confirm',
    title: say('signIn.ask.title'),
    view: {
      heading,
      action: `/sign-in/link?${new URLSearchParams(visit.query).toString()}`,
      csrf,
      again: status === 403,
      email: member.email,
    },
    cookies: [cookie],
    speech,
    keepsAddress: true,
  };
}

/** Used, expired, forged or of somebody who left: whoever holds it is told the same. */
function deadLink(site: Site, visit: Visit): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  const { say } = speech;
  const heading = say('signIn.dead.title');
  return {
    kind: 'page',
    status: 404,
    template: 'message',
    title: heading,
    view: {
      heading,
      paragraphs: [say('signIn.dead.text')],
      kept: null,
      resend: null,
      onward: { url: signInUrl('/desk'), label: say('signIn.dead.onward') },
    },
    speech,
    keepsAddress: false,
  };
}
