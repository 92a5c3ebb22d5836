import { messagePage } from '../../message-page';
import { findComplaint } from '../../../api/complaints/find-complaint';
import { notFound, Problem } from '../../../api/http/problem';
import type { ComplaintRecord } from '../../../database/readers/complaint-reader';
import { can } from '../../../domain/permissions';
import { ACT_FIELDS } from '../../forms/act-fields';
import { executeForm } from '../../forms/execute-form';
import { textsOf } from '../../forms/field-values';
import { failedPost, failureOf } from '../../forms/failed-post';
import type { FormName } from '../../forms/act-fields';
import type { PageRequest } from '../../http/page-request';
import type { PageResponse } from '../../page-response';
import { problemPage } from '../../http/problem-page';
import { countingGuesses } from '../../counting-guesses';
import type { PagesContext } from '../../pages-context';
import { caseUrl } from '../case-url';
import { staffRequest, type StaffRequest } from '../../sign-in/staff-request';
import { CASE_FORMS } from './case-forms';
import { caseView } from './case-view';
import { readCase } from './read-case';

/** Executes the act that a form of the case page asks for, then shows the updated case. */
export async function sendCaseForm(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const staff = staffRequest(context, request);
  const name = CASE_FORMS.find((each) => each === request.form.get('act'));
  if (!name) throw new Problem({ code: 'malformed', detail: 'The form does not say which act it is.' });
  const find = () => findComplaint(context, request.params.code ?? '');
  const complaint = await countingGuesses(context, request, find);
  try {
    const { credential } = staff.session;
    await executeForm(context, { name, posted: request, address: request.address, complaint, credential });
  } catch (error) {
    return afterFailure(context, request, { staff, name, error });
  }
  const now = await find();
  return can(staff.actor, 'view_internal', now)
    ? { kind: 'redirect', to: `${caseUrl(now.trackingCode)}?done=${name}` }
    : movedPage(now, staff);
}

interface Failure {
  staff: StaffRequest;
  name: FormName;
  error: unknown;
}

/** @throws errors that are not about the form */
async function afterFailure(
  context: PagesContext,
  request: PageRequest,
  { staff, name, error }: Failure,
): Promise<PageResponse> {
  const complaint = await findComplaint(context, request.params.code ?? '');
  if (!can(staff.actor, 'view_internal', complaint)) return lostPage(context, request, name);
  const problem = failureOf(error);
  const file = await readCase(context, { staff, complaint });
  const { shown } = file;
  const failed = await failedPost(context, request, { name, problem, shown, locale: staff.locale });
  return caseView(context, request, { file, failed, done: null });
}

/** The usual page for a case that is not theirs, with the text that its sender would otherwise lose. */
function lostPage(context: PagesContext, request: PageRequest, name: FormName): PageResponse {
  const page = problemPage(context, request, { error: notFound(), isPost: true, now: Date.now() });
  const words = textsOf(ACT_FIELDS[name], request.form);
  return page.kind === 'page' && words !== '' ? { ...page, view: { ...page.view, kept: words } } : page;
}

/** The last page that people see of a case after their own act moved it to another agency. */
function movedPage({ trackingCode: code }: ComplaintRecord, { locale }: StaffRequest): PageResponse {
  const { t } = locale;
  return messagePage(locale, {
    heading: t('web.recorded.title'),
    paragraphs: [t('case.moved', { code })],
    onward: { url: '/desk', label: t('case.backToList') },
  });
}
