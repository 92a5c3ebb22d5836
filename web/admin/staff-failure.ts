import { PROBLEMS, type ProblemCode } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import type { MessageKey } from '../../locale/translator';
import type { FieldError } from '../forms/field-error';
import type { Locale } from '../../locale/locale';
import { staffErrors } from './staff-form';

/** A change of staff that failed, and what the page says about it. */
export interface StaffFailure {
  status: number;
  headers: Record<string, string>;
  warning: string | null;
  errors: FieldError[];
}

const WARNINGS: Partial<Record<ProblemCode, MessageKey>> = {
  conflict: 'admin.warnings.lastAdministrator',
  unavailable: 'web.notices.slow',
};

/** @throws the error if the sender can do nothing about it on the page */
export function staffFailure(error: unknown, locale: Locale): StaffFailure {
  const { code, details } = problemFromError(error);
  const errors = code === 'invalid' ? staffErrors(details.errors ?? [], locale) : [];
  const warning = WARNINGS[code];
  if (errors.length === 0 && !warning) throw error;
  return {
    status: PROBLEMS[code].status,
    headers: details.headers ?? {},
    warning: warning ? locale.t(warning) : null,
    errors,
  };
}
