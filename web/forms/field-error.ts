import type { Locale } from '../locale';

/** What has to be set right before the next step. */
export interface FieldError {
  /** Id of the field, which the summary leads to. */
  field: string;
  error: string;
  /** Whether a turn, once it has come, sets it right. */
  mayWait?: boolean;
}

/** As templates show them: together on top, and each at its field. */
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
