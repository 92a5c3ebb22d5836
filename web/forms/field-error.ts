import type { Locale } from '../../locale/locale';

/** What must be corrected before the next step. */
export interface FieldError {
  /** Id of the field, which the summary links to. */
  field: string;
  error: string;
  /** Whether the error goes away once the sender's turn has come. */
  mayWait?: boolean;
}

/** The errors as templates show them: a summary on top, and one error at each field. */
export function fieldErrorsView(errors: readonly FieldError[], { t, time }: Pick<Locale, 't' | 'time'>) {
  const summary =
    errors.length === 1
      ? t('filing.fieldErrors.one')
      : t('filing.fieldErrors.many', { count: time.number(errors.length) });
  return {
    summary: errors.length === 0 ? null : { heading: summary, errors },
    at: (field: string) => errors.find((error) => error.field === field)?.error ?? null,
  };
}
