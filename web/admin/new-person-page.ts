import { staffVisit, type StaffVisit } from '../desk/staff-visit';
import type { Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { personUrl } from './person-view';
import { staffFailure, type StaffFailure } from './staff-failure';
import { staffBody, staffFormView, typedStaff, type TypedStaff } from './staff-form';

export async function newPersonPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const typed = { name: '', email: '', role: '', agency: '', language: site.city.defaultLanguage };
  return page(site, staffVisit(site, visit), { typed, failure: null });
}

export async function addPerson(site: Site, visit: Visit): Promise<PageAnswer> {
  const staff = staffVisit(site, visit);
  const typed = typedStaff(visit.form);
  try {
    const { credential } = staff.session;
    const { id } = await site.carryOutStaff({ act: 'addStaff', body: staffBody(typed), credential });
    return { kind: 'redirect', to: `${personUrl(id)}?done=added` };
  } catch (error) {
    return page(site, staff, { typed, failure: staffFailure(error, staff.speech) });
  }
}

function page(
  { city }: Site,
  { speech, session }: StaffVisit,
  { typed, failure }: { typed: TypedStaff; failure: StaffFailure | null },
): PageAnswer {
  const title = speech.say('admin.new.title');
  return {
    kind: 'page',
    status: failure?.status ?? 200,
    headers: failure?.headers,
    template: 'admin/new',
    title,
    view: {
      heading: title,
      warning: failure?.warning ?? null,
      form: staffFormView(
        {
          action: '/admin/staff/new',
          csrf: session.csrf,
          button: 'admin.new.button',
          typed,
          faults: failure?.faults ?? [],
        },
        { city, speech },
      ),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: true,
  };
}
