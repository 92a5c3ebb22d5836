import type { Locale } from '../../locale/locale';
import { ACT_FIELDS, type FormName } from './act-fields';
import { fieldId } from './act-form-view';
import type { FailedPost } from './failed-post';
import { errorSummary } from './field-errors';
import { textsOf } from './field-values';

export interface FormNotices {
  warning: string | null;
  /** Text typed into a form that is no longer offered. */
  kept: string | null;
  summary: ReturnType<typeof errorSummary>;
}

/** The notices above a page's forms after one of them was refused. */
export function formNotices(
  failed: FailedPost | null,
  offered: readonly FormName[],
  locale: Locale,
): FormNotices {
  if (!failed) return { warning: null, kept: null, summary: null };
  const { name, form, errors } = failed.typed;
  const texts = offered.includes(name) ? '' : textsOf(ACT_FIELDS[name], form);
  return {
    warning: failed.warning,
    kept: texts === '' ? null : texts,
    summary: errorSummary(errors, locale, (field) => fieldId(name, field)),
  };
}
