import type { ProblemCode } from '../../api/http/problem-catalogue';
import type { Problem } from '../../api/http/problem';
import { problemFromError } from '../../api/http/problem-from-error';
import { STATUSES } from '../../domain/statuses';
import type { Instant } from '../../domain/instant';
import { closesBy } from '../../domain/promise';
import type { ShownComplaint } from '../complaint/shown-complaint';
import type { PageRequest } from '../http/page-request';
import type { PagesContext } from '../pages-context';
import type { MessageKey } from '../../locale/translator';
import type { Locale } from '../../locale/locale';
import { ACT_FIELDS, type FormName } from './act-fields';
import { refusalOf } from './refusal';
import { findUploads } from '../photo-field/form-uploads';
import type { Typed } from './act-form-view';

/** A form that was refused, and what its page says about it. */
export interface FailedPost {
  status: number;
  headers: Record<string, string>;
  warning: string | null;
  typed: Typed;
}

const AT_HAND: readonly ProblemCode[] = [
  'refused',
  'invalid',
  'photo_refused',
  'idempotency_conflict',
  'unavailable',
];

/** Returns the problem if the sender can do something about it on the page. @throws the error otherwise */
export function failureOf(error: unknown): Problem {
  const problem = problemFromError(error);
  if (AT_HAND.includes(problem.code)) return problem;
  throw error;
}

interface Refused extends Warned {
  problem: Problem;
}

/** Keeps what was typed, and the photos that were uploaded. */
export async function failedPost(
  context: PagesContext,
  { form, files }: PageRequest,
  { problem, ...refused }: Refused,
): Promise<FailedPost> {
  const { name, shown, locale } = refused;
  const { errors, keepsKey, ...refusal } = refusalOf(
    problem,
    { fields: ACT_FIELDS[name], form, files, warningOf: () => warningOf(problem, refused) },
    { city: context.city, locale, holder: shown.case.state.agency },
  );
  const uploads = await findUploads(context, form);
  return { ...refusal, typed: { name, form, errors, uploads, keepsKey } };
}

/** Messages for refusals that the status does not explain. */
const REFUSALS: Readonly<Record<string, MessageKey>> = {
  question_open: 'web.notices.questionOpen',
  no_question: 'web.notices.noQuestion',
  reporter_left: 'web.notices.reporterLeft',
  nudged_recently: 'web.notices.nudgedRecently',
  taken_over: 'web.notices.takenOver',
  not_mergeable: 'web.notices.notMergeable',
  confidential: 'web.notices.notMergedInConfidence',
};

interface Warned {
  name: FormName;
  shown: ShownComplaint;
  locale: Locale;
}

function warningOf(problem: Problem, { name, shown, locale }: Warned): string | null {
  const { t, time } = locale;
  if (problem.code === 'unavailable' || problem.code === 'idempotency_conflict') return null;
  const endedAt = problem.details.members?.complaintStatus === 'closed' ? objectionEnd(shown) : null;
  if (name === 'reopen' && endedAt !== null) {
    return t('web.notices.objectionTooLate', { time: time.long(endedAt) });
  }
  const refusal = REFUSALS[String(problem.details.members?.refusal)];
  if (refusal) return t(refusal);
  return t('web.notices.changed', { status: t(`words.status.${statusOf(problem, shown)}`) });
}

function statusOf({ details }: Problem, { complaint }: ShownComplaint) {
  return STATUSES.find((status) => status === details.members?.complaintStatus) ?? complaint.status;
}

/** When silence closed a complaint, or should have: the engine may not have recorded it yet. */
function objectionEnd({ case: current, timeline }: ShownComplaint): Instant | null {
  const closed = timeline.findLast((event) => event.type === 'closed');
  if (!closed) return closesBy(current);
  return closed.data.by === 'reporter' ? null : (closed.dueAt ?? closed.at);
}
