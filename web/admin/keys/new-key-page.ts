import { htmlPage } from '../../html-page';
import { PROBLEMS } from '../../../api/http/problem-catalogue';
import { problemFromError } from '../../../api/http/problem-from-error';
import { staffRequest, type StaffRequest } from '../../sign-in/staff-request';
import type { FieldError } from '../../forms/field-error';
import type { PageHandler } from '../../http/serve-page';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { EMPTY_KEY, keyBody, keyErrors, keyFormView, typedKey, type TypedKey } from './key-form';
import { shownKeyPage } from './shown-key-page';

export const newKeyPage: PageHandler = async (context, request) =>
  page(context, staffRequest(context, request), { typed: EMPTY_KEY, status: 200, errors: [] });

/** Responds with the key itself: it must be in no address, and a redirect would need it to be stored. */
export const createKey: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const typed = typedKey(request.form);
  const { credential } = staff.session;
  try {
    const { createApiKey } = context.operations;
    const made = await context.execute(createApiKey, { params: {}, body: keyBody(typed), credential });
    return shownKeyPage(context, staff, { made, isRotated: false });
  } catch (error) {
    const { code, details } = problemFromError(error);
    const errors = code === 'invalid' ? keyErrors(details.errors ?? [], staff.locale) : [];
    if (errors.length === 0) throw error;
    return page(context, staff, { typed, status: PROBLEMS[code].status, errors });
  }
};

interface Shown {
  typed: TypedKey;
  status: number;
  errors: readonly FieldError[];
}

function page(
  { city }: PagesContext,
  { locale, session }: StaffRequest,
  { typed, status, errors }: Shown,
): PageResponse {
  const title = locale.t('keys.new.title');
  return htmlPage({
    status,
    template: 'admin/keys/new',
    title,
    view: {
      form: keyFormView({ csrf: session.csrf, typed, errors }, { city, locale }),
    },
    styles: ['admin.css'],
    locale,
  });
}
