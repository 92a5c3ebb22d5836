import type { Problem } from '../../../api/http/problem';
import { WEBHOOK_EVENT_TYPES } from '../../../api/webhooks/webhook-schemas';
import { everyOf } from '../../../city/directory';
import type { WebhookEndpoint } from '../../../database/stores/webhook-endpoint';
import type { WebhookRefusalCode } from '../../../database/stores/webhook-refusal';
import type { MessageKey } from '../../../locale/translator';
import type { Field, FormContext } from '../../forms/field';
import { formOf } from '../../forms/field-values';
import type { Form } from '../../http/read-form';

const FOLDED = { none: 'webhooks.form.all', some: 'webhooks.form.some' } as const;

/** The form for a webhook. */
export const WEBHOOK_FIELDS = [
  {
    name: 'label',
    kind: 'line',
    label: 'webhooks.form.label',
    hint: 'webhooks.form.labelHint',
    error: 'webhooks.fieldErrors.label',
  },
  {
    name: 'url',
    kind: 'line',
    type: 'url',
    isLiteral: true,
    label: 'webhooks.form.url',
    hint: 'webhooks.form.urlHint',
    error: 'webhooks.fieldErrors.url',
    errors: {
      scheme: 'webhooks.fieldErrors.scheme',
      private_address: 'webhooks.fieldErrors.privateAddress',
      port: 'webhooks.fieldErrors.port',
      unresolvable: 'webhooks.fieldErrors.unresolvable',
    },
  },
  {
    name: 'types',
    kind: 'boxes',
    folded: FOLDED,
    options: ({ locale: { t } }) =>
      WEBHOOK_EVENT_TYPES.map((value) => ({ value, label: t(`webhooks.types.${value}`) })),
    label: 'webhooks.form.types',
  },
  {
    name: 'agencies',
    kind: 'boxes',
    folded: FOLDED,
    options: ({ city, locale: { names } }) =>
      everyOf(city, 'agencies').map(({ code }) => ({ value: code, label: names.agency(code) })),
    label: 'webhooks.form.agencies',
  },
  {
    name: 'categories',
    kind: 'boxes',
    folded: FOLDED,
    options: ({ city, locale: { names } }) =>
      everyOf(city, 'categories').map(({ code }) => ({ value: code, label: names.category(code) })),
    label: 'webhooks.form.categories',
  },
  { name: 'includeConfidential', kind: 'flag', label: 'webhooks.form.includeConfidential' },
] as const satisfies readonly Field[];

export function storedWebhook(endpoint: WebhookEndpoint): Form {
  const { url, label, types, agencies, categories, includeConfidential } = endpoint;
  return formOf({ url, label, types, agencies, categories, includeConfidential });
}

const WARNINGS: Record<WebhookRefusalCode, MessageKey> = {
  too_many: 'webhooks.warnings.tooMany',
  disabled: 'webhooks.warnings.off',
  on_its_way: 'webhooks.warnings.onItsWay',
};

/** What to say when the store refused a change; null for another problem. */
export function webhookWarning({ code, details }: Problem, { locale: { t } }: FormContext): string | null {
  const rule = Object.keys(WARNINGS).find((each) => each === details.errors?.[0]?.rule);
  return code === 'conflict' && rule ? t(WARNINGS[rule as WebhookRefusalCode]) : null;
}
