import type { Credential } from '../../api/authentication/credential';
import { htmlPage } from '../html-page';
import { notFound } from '../../api/http/problem';
import type { StaffMember } from '../../database/stores/staff-store';
import { staffRequest, type StaffRequest } from '../sign-in/staff-request';
import type { PageHandler } from '../http/serve-page';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { heldView, personUrl, personView } from './person-view';
import { sessionsView } from './sessions-view';
import { staffFailure, type StaffFailure } from './staff-failure';
import { staffBody, staffFormView, storedStaff, typedStaff, type TypedStaff } from './staff-form';

const DONE = ['added', 'changed', 'deactivated', 'reactivated', 'signedOut'] as const;
type Done = (typeof DONE)[number];

/** A member of staff: their details, their open cases, their sessions. */
export const personPage: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const member = await memberAt(context, request);
  return page(context, staff, { member, typed: storedStaff(member), done: doneIn(request), failure: null });
};

export const changePerson: PageHandler = (context, request) => {
  const typed = typedStaff(request.form);
  const body = staffBody(typed);
  return send(context, request, {
    ...{ done: 'changed', typed },
    run: (to) => context.execute(context.operations.changeStaff, { ...to, body }),
  });
};

export const deactivatePerson: PageHandler = (context, request) =>
  send(context, request, {
    done: 'deactivated',
    run: (to) => context.execute(context.operations.deactivateStaff, to),
  });

export const reactivatePerson: PageHandler = (context, request) =>
  send(context, request, {
    done: 'reactivated',
    run: (to) => context.execute(context.operations.reactivateStaff, to),
  });

export const signPersonOut: PageHandler = (context, request) =>
  send(context, request, {
    done: 'signedOut',
    run: (to) => context.execute(context.operations.endStaffSessions, to),
  });

interface Sent {
  done: Done;
  /** Left out for a button without fields. */
  typed?: TypedStaff;
  run(to: { params: { id: string }; credential: Credential }): Promise<unknown>;
}

async function send(
  context: PagesContext,
  request: PageRequest,
  { done, typed, run }: Sent,
): Promise<PageResponse> {
  const staff = staffRequest(context, request);
  const { credential } = staff.session;
  const member = await memberAt(context, request);
  try {
    await run({ params: { id: member.id }, credential });
  } catch (error) {
    const failure = staffFailure(error, staff.locale);
    return page(context, staff, { member, typed: typed ?? storedStaff(member), done: null, failure });
  }
  return { kind: 'redirect', to: `${personUrl(member.id)}?done=${done}` };
}

/** @throws Problem `not_found` */
async function memberAt({ staff }: PagesContext, { params: { id = '' } }: PageRequest): Promise<StaffMember> {
  const member = await staff.find(id);
  if (!member) throw notFound();
  return member;
}

function doneIn({ query }: PageRequest): Done | null {
  return DONE.find((done) => done === query.done) ?? null;
}

interface Shown {
  member: StaffMember;
  typed: TypedStaff;
  done: Done | null;
  failure: StaffFailure | null;
}

async function page(
  context: PagesContext,
  staff: StaffRequest,
  { member, typed, done, failure }: Shown,
): Promise<PageResponse> {
  const { locale, session, me } = staff;
  const { t } = locale;
  const [sessions, held] = await Promise.all([
    member.active ? context.sessions.listOf(member.id) : [],
    context.desk.held([member.id]),
  ]);
  return htmlPage({
    failure,
    template: 'admin/person',
    title: t('admin.person.title', { name: member.name }),
    view: {
      ...personView(member, locale),
      heading: member.name,
      done: done && t(`admin.done.${done}`, { name: member.name }),
      warning: failure?.warning ?? null,
      isMe: member.id === me,
      held: heldView(member, held.get(member.id) ?? 0, locale),
      sessions: sessionsView(sessions, { locale, here: session.credential.sessionId }),
      csrf: session.csrf,
      ends: false,
      form: staffFormView(
        {
          action: personUrl(member.id),
          csrf: session.csrf,
          button: 'admin.person.save',
          typed,
          errors: failure?.errors ?? [],
        },
        { city: context.city, locale },
      ),
    },
    styles: ['admin.css'],
    locale,
  });
}
