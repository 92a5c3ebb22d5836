import { messagePage } from '../message-page';
import { htmlPage } from '../html-page';
import type { StaffMember } from '../../database/stores/staff-store';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { entryFor, isEntryForm } from './entry-token';
import { openSession } from './open-session';
import { signInUrl } from './own-path';

/** The person whom a mailed link would sign in. */
interface Invitation {
  signInId: string;
  member: StaffMember;
}

/** Asks whether it is them. Opening the page signs nobody in, because mail scanners open links. */
export async function linkPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const invitation = await readInvitation(context, request);
  return invitation ? confirm(context, request, { invitation, status: 200 }) : deadLink(context, request);
}

/** Handles the button on that page; each link works once. */
export async function enter(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const invitation = await readInvitation(context, request);
  if (!invitation) return deadLink(context, request);
  if (!isEntryForm(context, request)) return confirm(context, request, { invitation, status: 403 });
  const used = await context.signIns.use(invitation.signInId);
  return used ? openSession(context, request, used) : deadLink(context, request);
}

async function readInvitation(
  { links, signIns, staff }: PagesContext,
  { query }: PageRequest,
): Promise<Invitation | null> {
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
  /** 403 if the button was not pressed on one of our pages, or the browser keeps no cookies. */
  status: 200 | 403;
}

function confirm(
  context: PagesContext,
  request: PageRequest,
  { invitation, status }: Confirmed,
): PageResponse {
  const { member } = invitation;
  const locale = context.locales(languageFor(request, context.city, member.language));
  const { t } = locale;
  const { csrf, cookie } = entryFor(context, request);
  const heading = t('signIn.link.title', { name: member.name });
  return htmlPage({
    status,
    template: 'sign-in/confirm',
    title: t('signIn.ask.title'),
    view: {
      heading,
      action: `/sign-in/link?${new URLSearchParams(request.query).toString()}`,
      csrf,
      again: status === 403,
      email: member.email,
    },
    cookies: [cookie],
    locale,
  });
}

/** A link that is used, expired, forged, or of somebody who left: its holder is told the same in every case. */
function deadLink(context: PagesContext, request: PageRequest): PageResponse {
  const locale = context.locales(languageFor(request, context.city));
  const { t } = locale;
  return messagePage(locale, {
    status: 404,
    heading: t('signIn.dead.title'),
    paragraphs: [t('signIn.dead.text')],
    onward: { url: signInUrl('/desk'), label: t('signIn.dead.onward') },
  });
}
