import { htmlPage } from '../html-page';
import { notFound, type Problem } from '../../api/http/problem';
import type { StaffMember } from '../../database/stores/staff-store';
import { staffRequest, type StaffRequest } from '../sign-in/staff-request';
import type { PageHandler } from '../http/serve-page';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { heldView, personUrl, personView } from './person-view';
import type { PostedChange } from './posted-change';
import { sessionsView } from './sessions-view';
import { bodyOf, formOf } from '../forms/field-values';
import { pageForm } from '../forms/form-view';
import { refusalOf, type Refusal } from '../forms/refusal';
import type { Form } from '../http/read-form';
import { STAFF_FIELDS } from './staff-fields';

const DONE = ['added', 'changed', 'deactivated', 'reactivated', 'signedOut'] as const;
type Done = (typeof DONE)[number];

/** A member of staff: their details, their open cases, their sessions. */
export const personPage: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const member = await memberAt(context, request);
  return page(context, staff, { member, form: stored(member), done: doneIn(request), failure: null });
};

export const changePerson: PageHandler = (context, request) => {
  const { form } = request;
  const body = bodyOf(STAFF_FIELDS, form);
  return send(context, request, {
    ...{ done: 'changed', form },
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

async function send(
  context: PagesContext,
  request: PageRequest,
  { done, form, run }: PostedChange<Done>,
): Promise<PageResponse> {
  const staff = staffRequest(context, request);
  const { credential } = staff.session;
  const member = await memberAt(context, request);
  try {
    await run({ params: { id: member.id }, credential });
  } catch (error) {
    const typed = form ?? stored(member);
    const warningOf = ({ code }: Problem) =>
      code === 'conflict' ? staff.locale.t('admin.warnings.lastAdministrator') : null;
    const refused = { fields: STAFF_FIELDS, form: typed, warningOf };
    const failure = refusalOf(error, refused, { ...staff, agency: member.agency });
    return page(context, staff, { member, form: typed, done: null, failure });
  }
  return { kind: 'redirect', to: `${personUrl(member.id)}?done=${done}` };
}

/** @throws Problem `not_found` */
async function memberAt({ staff }: PagesContext, { params: { id = '' } }: PageRequest): Promise<StaffMember> {
  const member = await staff.find(id);
  if (!member) throw notFound();
  return member;
}

function stored({ name, email, role, agency, language }: StaffMember): Form {
  return formOf({ name, email, role, agency, language });
}

function doneIn({ query }: PageRequest): Done | null {
  return DONE.find((done) => done === query.done) ?? null;
}

interface Shown {
  member: StaffMember;
  form: Form;
  done: Done | null;
  failure: Refusal | null;
}

async function page(
  context: PagesContext,
  staff: StaffRequest,
  { member, form, done, failure }: Shown,
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
      isMe: member.id === me,
      held: heldView(member, held.get(member.id) ?? 0, locale),
      sessions: sessionsView(sessions, { locale, here: session.credential.sessionId }),
      csrf: session.csrf,
      ends: false,
      ...pageForm(
        {
          ...{ fields: STAFF_FIELDS, form, failure },
          action: personUrl(member.id),
          button: t('admin.person.save'),
          hidden: { csrf: session.csrf },
        },
        { ...staff, agency: member.agency },
      ),
    },
    styles: ['admin.css'],
    locale,
  });
}
