import { wordsOfForm } from './body-of-form';
import type { FailedPost } from './failed-post';
import type { FormName } from './form-definitions';
import { fieldId } from './form-view';

export interface FormNotices {
  warning: string | null;
  /** Text typed into a form that is no longer offered. */
  kept: string | null;
  errors: { id: string; error: string }[];
}

/** The notices above a page's forms after one of them was refused. */
export function formNotices(failed: FailedPost | null, offered: readonly FormName[]): FormNotices {
  if (!failed) return { warning: null, kept: null, errors: [] };
  const { name, form, errors } = failed.typed;
  const words = offered.includes(name) ? '' : wordsOfForm(name, form);
  return {
    warning: failed.warning,
    kept: words === '' ? null : words,
    errors: errors.map(({ field, error }) => ({ id: fieldId(name, field), error })),
  };
}
