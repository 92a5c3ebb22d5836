import { wordsOfForm } from './body-of-form';
import type { FailedPost } from './failed-post';
import type { FormName } from './form-definitions';
import { fieldId } from './form-view';

export interface FormNotices {
  warning: string | null;
  /** Words whose form is not offered any more. */
  kept: string | null;
  errors: { id: string; error: string }[];
}

/** What stands above the forms of a page after one of them did not count. */
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
