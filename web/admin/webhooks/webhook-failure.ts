import type { ProblemDetails } from '../../../api/http/problem';
import { PROBLEMS } from '../../../api/http/problem-catalogue';
import { problemFromError } from '../../../api/http/problem-from-error';
import type { WebhookRefusalCode } from '../../../database/stores/webhook-refusal';
import type { MessageKey } from '../../../locale/translator';
import type { FieldError } from '../../forms/field-error';
import type { Locale } from '../../../locale/locale';
import { webhookErrors } from './webhook-form';

/** A change of a webhook that failed, and what the page says about it. */
export interface WebhookFailure {
  status: number;
  headers: Record<string, string>;
  warning: string | null;
  errors: FieldError[];
}

const WARNINGS: Record<WebhookRefusalCode, MessageKey> = {
  too_many: 'webhooks.warnings.tooMany',
  disabled: 'webhooks.warnings.off',
  on_its_way: 'webhooks.warnings.onItsWay',
};

/** @throws the error if the sender can do nothing about it on the page */
export function webhookFailure(error: unknown, locale: Locale): WebhookFailure {
  const { code, details } = problemFromError(error);
  const errors = code === 'invalid' ? webhookErrors(details.errors ?? [], locale) : [];
  const warning = warningOf(details);
  if (errors.length === 0 && warning === null) throw error;
  return {
    status: PROBLEMS[code].status,
    headers: details.headers ?? {},
    warning: warning && locale.t(warning),
    errors,
  };
}

function warningOf({ code, errors = [] }: ProblemDetails): MessageKey | null {
  if (code === 'unavailable') return 'web.notices.slow';
  if (code !== 'conflict') return null;
  return WARNINGS[errors[0]?.rule as WebhookRefusalCode] ?? null;
}
