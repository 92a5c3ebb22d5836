import { notFound } from '../../api/http/problem';
import type { StaffMember } from '../../database/stores/staff-store';
import { staffVisit, type StaffVisit } from '../desk/staff-visit';
import type { PageHandler } from '../http/serve-page';
import type { Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { heldView, personUrl, personView } from './person-view';
import { sessionsView } from './sessions-view';
import { staffFailure, type StaffFailure } from './staff-failure';
import { staffBody, staffFormView, storedStaff, typedStaff, type TypedStaff } from './staff-form';
import type { StaffAct } from './staff-operations';

const DONE = ['added', 'changed', 'deactivated', 'reactivated', 'signedOut'] as const;
type Done = (typeof DONE)[number];

/** A member of staff: what they are, what they have to do, where they are signed in. */
export const personPage: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const member = await memberAt(site, visit);
  return page(site, staff, { member, typed: storedStaff(member), done: doneIn(visit), failure: null });
};

export const changePerson: PageHandler = (site, visit) =>
  send(site, visit, {
    act: 'changeStaff',
    done: 'changed',
    typed: typedStaff(visit.form),
  });

export const deactivatePerson: PageHandler = (site, visit) =>
  send(site, visit, { act: 'deactivateStaff', done: 'deactivated', typed: null });

export const reactivatePerson: PageHandler = (site, visit) =>
  send(site, visit, { act: 'reactivateStaff', done: 'reactivated', typed: null });

export const signPersonOut: PageHandler = (site, visit) =>
  send(site, visit, { act: 'endStaffSessions', done: 'signedOut', typed: null });

interface Sent {
  act: StaffAct;
  done: Done;
  /** Null for a button without fields. */
  typed: TypedStaff | null;
}

async function send(site: Site, visit: Visit, { act, done, typed }: Sent): Promise<PageAnswer> {
  const staff = staffVisit(site, visit);
  const { credential } = staff.session;
  const member = await memberAt(site, visit);
  try {
    await site.carryOutStaff({ act, id: member.id, credential, body: typed ? staffBody(typed) : {} });
  } catch (error) {
    const failure = staffFailure(error, staff.speech);
    return page(site, staff, { member, typed: typed ?? storedStaff(member), done: null, failure });
  }
  return { kind: 'redirect', to: `${personUrl(member.id)}?done=${done}` };
}

/** @throws Problem `not_found` */
async function memberAt({ staff }: Site, { params: { id = '' } }: Visit): Promise<StaffMember> {
  const member = await staff.find(id);
  if (!member) throw notFound();
  return member;
}

function doneIn({ query }: Visit): Done | null {
  return DONE.find((done) => done === query.done) ?? null;
}

interface Shown {
  member: StaffMember;
  typed: TypedStaff;
  done: Done | null;
  failure: StaffFailure | null;
}

async function page(
  site: Site,
  staff: StaffVisit,
  { member, typed, done, failure }: Shown,
): Promise<PageAnswer> {
  const { speech, session, me } = staff;
  const { say } = speech;
  const [sessions, held] = await Promise.all([
    member.active ? site.sessions.listOf(member.id) : [],
    site.desk.held([member.id]),
  ]);
  return {
    kind: 'page',
    status: failure?.status ?? 200,
    headers: failure?.headers,
    template: 'admin/person',
    title: say('admin.person.title', { name: member.name }),
    view: {
      ...personView(member, speech),
      heading: member.name,
      done: done && say(`admin.done.${done}`, { name: member.name }),
      warning: failure?.warning ?? null,
      isMe: member.id === me,
      held: heldView(member, held.get(member.id) ?? 0, speech),
      sessions: sessionsView(sessions, { speech, here: session.credential.sessionId }),
      csrf: session.csrf,
      ends: false,
      form: staffFormView(
        {
          action: personUrl(member.id),
          csrf: session.csrf,
          button: 'admin.person.save',
          typed,
          faults: failure?.faults ?? [],
        },
        { city: site.city, speech },
      ),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: true,
  };
}
