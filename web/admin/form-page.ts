import type { Problem } from '../../api/http/problem';
import type { MessageKey } from '../../locale/translator';
import type { Field, FormContext } from '../forms/field';
import { pageForm } from '../forms/form-view';
import { refusalOf, type Refusal } from '../forms/refusal';
import { htmlPage } from '../html-page';
import type { Form } from '../http/read-form';
import type { PageHandler } from '../http/serve-page';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { staffRequest, type StaffRequest } from '../sign-in/staff-request';

interface FormPage<Context extends FormContext> {
  path: string;
  template: string;
  title: MessageKey;
  button: MessageKey;
  fields: readonly Field<Context>[];
  /** What the form holds at first. */
  start: Form | ((context: PagesContext) => Form);
  contextOf: (staff: StaffRequest) => Context;
  warningOf?: (problem: Problem, context: Context) => string | null;
  /** Executes the form and responds. */
  send(context: PagesContext, staff: StaffRequest, form: Form): Promise<PageResponse>;
}

/** A page for one form: it is shown, sent, and shown again with what was typed and what is wrong. */
export function formPage<Context extends FormContext>(page: FormPage<Context>) {
  const { fields, start, contextOf, warningOf, send } = page;
  const get: PageHandler = async (context, request) =>
    show(page, staffRequest(context, request), {
      form: typeof start === 'function' ? start(context) : start,
      failure: null,
    });
  const post: PageHandler = async (context, request) => {
    const staff = staffRequest(context, request);
    const { form } = request;
    try {
      return await send(context, staff, form);
    } catch (error) {
      const failure = refusalOf(error, { fields, form, warningOf }, contextOf(staff));
      return show(page, staff, { form, failure });
    }
  };
  return { path: page.path, get, post };
}

function show<Context extends FormContext>(
  { path, template, title, button, fields, contextOf }: FormPage<Context>,
  staff: StaffRequest,
  { form, failure }: { form: Form; failure: Refusal | null },
): PageResponse {
  const { locale, session } = staff;
  return htmlPage({
    ...{ failure, template, locale },
    title: locale.t(title),
    view: pageForm(
      {
        ...{ fields, form, failure },
        action: path,
        button: locale.t(button),
        hidden: { csrf: session.csrf },
      },
      contextOf(staff),
    ),
    styles: ['admin.css'],
  });
}
