import { findComplaint } from '../../../api/complaints/find-complaint';
import { notFound, Problem } from '../../../api/http/problem';
import type { ComplaintRecord } from '../../../database/readers/complaint-reader';
import { can } from '../../../domain/permissions';
import { wordsOfForm } from '../../forms/body-of-form';
import { failedPost, failureOf } from '../../forms/failed-post';
import type { FormName } from '../../forms/form-definitions';
import type { Visit } from '../../http/visit';
import type { PageAnswer } from '../../page-answer';
import { findUploads } from '../../photo-field/form-uploads';
import { problemPage } from '../../pages/problem-page';
import { countingGuesses } from '../../counting-guesses';
import type { Site } from '../../site';
import { caseUrl } from '../list/row-view';
import { staffVisit, type StaffVisit } from '../staff-visit';
import { CASE_FORMS } from './case-forms';
import { caseView } from './case-view';
import { readCase } from './read-case';

/** Carries out the act that a form of the case page asks for, and shows the case as it is then. */
export async function sendCaseForm(site: Site, visit: Visit): Promise<PageAnswer> {
  const staff = staffVisit(site, visit);
  const name = CASE_FORMS.find((each) => each === visit.form.get('act'));
  if (!name) throw new Problem({ code: 'malformed', detail: 'The form does not say which act it is.' });
  const find = () => findComplaint(site, visit.params.code ?? '');
  const complaint = await countingGuesses(site, visit, find);
  try {
    const { credential } = staff.session;
    await site.acts.carryOut({ name, posted: visit, address: visit.address, complaint, credential });
  } catch (error) {
    return afterFailure(site, visit, { staff, name, error });
  }
  const now = await find();
  return can(staff.actor, 'view_internal', now)
    ? { kind: 'redirect', to: `${caseUrl(now.trackingCode)}?done=${name}` }
    : movedPage(now, staff);
}

interface Failure {
  staff: StaffVisit;
  name: FormName;
  error: unknown;
}

/** @throws what is no matter of the form */
async function afterFailure(site: Site, visit: Visit, { staff, name, error }: Failure): Promise<PageAnswer> {
  const complaint = await findComplaint(site, visit.params.code ?? '');
  if (!can(staff.actor, 'view_internal', complaint)) return lostPage(site, visit, name);
  const problem = failureOf(error);
  const file = await readCase(site, { staff, complaint });
  const { form, files } = visit;
  const failed = failedPost(
    problem,
    { name, form, files, uploads: await findUploads(site, form) },
    { shown: file.shown, speech: staff.speech, city: site.city },
  );
  return caseView(site, visit, { file, failed, done: null });
}

/** Like any other page that is not theirs, with the words that its sender would lose otherwise. */
function lostPage(site: Site, visit: Visit, name: FormName): PageAnswer {
  const page = problemPage(site, visit, { error: notFound(), isPost: true, now: Date.now() });
  const words = wordsOfForm(name, visit.form);
  return page.kind === 'page' && words !== '' ? { ...page, view: { ...page.view, kept: words } } : page;
}

/** The last that somebody sees of a case which their own act took from their agency. */
function movedPage({ trackingCode: code }: ComplaintRecord, { speech }: StaffVisit): PageAnswer {
  const { say } = speech;
  const heading = say('web.recorded.title');
  return {
    kind: 'page',
    status: 200,
    template: 'message',
    title: heading,
    view: {
      heading,
      paragraphs: [say('case.moved', { code })],
      kept: null,
      resend: null,
      onward: { url: '/desk', label: say('case.backToList') },
    },
    speech,
    keepsAddress: false,
  };
}
