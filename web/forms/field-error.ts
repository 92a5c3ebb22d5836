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
export function fieldErrorsView(faults: readonly FieldError[], { t, time }: Pick<Locale, 't' | 'time'>) {
  const summary =
    faults.length === 1
      ? t('filing.faults.one')
      : t('filing.faults.many', { count: time.number(faults.length) });
  return {
    summary: faults.length === 0 ? null : { heading: summary, faults },
    at: (field: string) => faults.find((fault) => fault.field === field)?.error ?? null,
  };
}
