import { htmlPage } from '../html-page';
import { staffRequest, type StaffRequest } from '../sign-in/staff-request';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { personUrl } from './person-view';
import { staffFailure, type StaffFailure } from './staff-failure';
import { staffBody, staffFormView, typedStaff, type TypedStaff } from './staff-form';

export async function newPersonPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const typed = { name: '', email: '', role: '', agency: '', language: context.city.defaultLanguage };
  return page(context, staffRequest(context, request), { typed, failure: null });
}

export async function addPerson(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const staff = staffRequest(context, request);
  const typed = typedStaff(request.form);
  try {
    const { credential } = staff.session;
    const { addStaff } = context.operations;
    const { id } = await context.execute(addStaff, { params: {}, body: staffBody(typed), credential });
    return { kind: 'redirect', to: `${personUrl(id)}?done=added` };
  } catch (error) {
    return page(context, staff, { typed, failure: staffFailure(error, staff.locale) });
  }
}

function page(
  { city }: PagesContext,
  { locale, session }: StaffRequest,
  { typed, failure }: { typed: TypedStaff; failure: StaffFailure | null },
): PageResponse {
  const title = locale.t('admin.new.title');
  return htmlPage({
    failure,
    template: 'admin/new',
    title,
    view: {
      warning: failure?.warning ?? null,
      form: staffFormView(
        {
          action: '/admin/staff/new',
          csrf: session.csrf,
          button: 'admin.new.button',
          typed,
          errors: failure?.errors ?? [],
        },
        { city, locale },
      ),
    },
    styles: ['admin.css'],
    locale,
  });
}
