import { PROBLEMS, type ProblemCode } from '../../api/http/problem-catalogue';
import type { Problem } from '../../api/http/problem';
import { problemFromError } from '../../api/http/problem-from-error';
import { STATUSES } from '../../domain/statuses';
import type { Instant } from '../../domain/instant';
import { objectionBy } from '../../domain/promise';
import type { ShownComplaint } from '../complaint/shown-complaint';
import type { PostedForm } from '../http/read-form';
import type { PagesDeps } from '../pages-deps';
import type { MessageKey } from '../../locale/translator';
import type { Locale } from '../../locale/locale';
import { formErrors } from './form-errors';
import type { FormName } from './form-definitions';
import type { FormUploads } from '../photo-field/form-uploads';
import type { Typed } from './form-view';

/** A form that was refused, and what its page says about it. */
export interface FailedPost {
  status: number;
  headers: Record<string, string>;
  warning: string | null;
  typed: Typed;
}

interface Posted extends Pick<PostedForm, 'form' | 'files'> {
  name: FormName;
  uploads: FormUploads | null;
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

/** Keeps what was typed. The key is kept only if the same post may still count. */
export function failedPost(
  problem: Problem,
  { name, form, files, uploads }: Posted,
  { shown, locale, city }: { shown: ShownComplaint; locale: Locale } & Pick<PagesDeps, 'city'>,
): FailedPost {
  const errors = formErrors({ name, form, files, breaches: problem.details.errors ?? [] }, { locale, city });
  return {
    status: PROBLEMS[problem.code].status,
    headers: problem.details.headers ?? {},
    warning: errors.length > 0 ? null : warningOf(problem, { name, shown, locale }),
    typed: { name, form, errors, uploads, keepsKey: problem.code === 'unavailable' },
  };
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

function warningOf(problem: Problem, { name, shown, locale }: Warned): string {
  const { t, time } = locale;
  if (problem.code === 'unavailable') return t('web.notices.slow');
  if (problem.code === 'idempotency_conflict') return t('web.notices.resent');
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
  if (!closed) return objectionBy(current);
  return closed.data.by === 'silence' ? (closed.dueAt ?? closed.at) : null;
}
