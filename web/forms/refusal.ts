import { PROBLEMS } from '../../api/http/problem-catalogue';
import type { Problem } from '../../api/http/problem';
import { problemFromError } from '../../api/http/problem-from-error';
import type { MessageKey } from '../../locale/translator';
import type { Form, UploadedFile } from '../http/read-form';
import type { Field, FormContext } from './field';
import { fieldErrors, type FieldError } from './field-errors';

/** What a page says about a form that the API refused. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  /** A notice above the form; null when the fields' errors say it all. */
  warning: string | null;
  errors: FieldError[];
  /** Whether the same post may still count, so that its key is kept. */
  keepsKey: boolean;
}

interface Posted<Context extends FormContext> {
  fields: readonly Field<Context>[];
  form: Form;
  files?: readonly UploadedFile[];
  /** The page's own words for a problem; null where it has none. */
  warningOf?: (problem: Problem, context: Context) => string | null;
}

/** @throws the error if the sender can do nothing about it on the page */
export function refusalOf<Context extends FormContext>(
  error: unknown,
  { fields, form, files, warningOf = () => null }: Posted<Context>,
  context: Context,
): Refusal {
  const problem = problemFromError(error);
  const { code, details } = problem;
  const errors = fieldErrors(fields, { form, files, breaches: details.errors ?? [] }, context);
  const common = COMMON[code];
  const warning = warningOf(problem, context) ?? (common ? context.locale.t(common) : null);
  if (errors.length === 0 && warning === null) throw error;
  return {
    status: PROBLEMS[code].status,
    headers: details.headers ?? {},
    warning: errors.length > 0 ? null : warning,
    errors,
    keepsKey: code === 'unavailable',
  };
}

const COMMON: Partial<Record<Problem['code'], MessageKey>> = {
  unavailable: 'web.notices.slow',
  idempotency_conflict: 'web.notices.resent',
};
