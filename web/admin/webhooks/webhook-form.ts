import type { RuleBreach } from '../../../api/http/problem';
import { WEBHOOK_EVENT_TYPES } from '../../../api/webhooks/webhook-schemas';
import type { CityPack } from '../../../city/city-pack';
import { everyOf } from '../../../city/directory';
import type { WebhookEndpoint } from '../../../database/stores/webhook-endpoint';
import type { MessageKey } from '../../../locale/translator';
import { fieldErrorsView, type FieldError } from '../../forms/field-error';
import type { Form } from '../../http/read-form';
import type { Locale } from '../../../locale/locale';

/** The fields of the webhook form as typed, valid or not. */
export interface TypedWebhook {
  url: string;
  label: string;
  types: readonly string[];
  agencies: readonly string[];
  categories: readonly string[];
  includeConfidential: boolean;
}

export const EMPTY_WEBHOOK: TypedWebhook = {
  ...{ url: '', label: '', types: [], agencies: [], categories: [] },
  includeConfidential: false,
};

export function storedWebhook(endpoint: WebhookEndpoint): TypedWebhook {
  const { url, label, types, agencies, categories, includeConfidential } = endpoint;
  return { url, label, types, agencies, categories, includeConfidential };
}

export function typedWebhook(form: Form, city: CityPack): TypedWebhook {
  const typed = (field: string) => (form.get(field) ?? '').trim();
  const ticked = (kind: string, codes: readonly string[]) =>
    codes.filter((code) => form.get(`${kind}:${code}`) === 'yes');
  const codesOf = (list: readonly { code: string }[]) => list.map(({ code }) => code);
  return {
    url: typed('url'),
    label: typed('label'),
    types: ticked('type', WEBHOOK_EVENT_TYPES),
    agencies: ticked('agency', codesOf(everyOf(city, 'agencies'))),
    categories: ticked('category', codesOf(everyOf(city, 'categories'))),
    includeConfidential: form.get('confidential') === 'yes',
  };
}

const URL_RULES: Record<string, MessageKey> = {
  scheme: 'webhooks.fieldErrors.scheme',
  private_address: 'webhooks.fieldErrors.privateAddress',
  port: 'webhooks.fieldErrors.port',
  unresolvable: 'webhooks.fieldErrors.unresolvable',
};

/** The API's errors in the words of the page. Ticked boxes need none: only known ones are read. */
export function webhookErrors(breaches: readonly RuleBreach[], { t }: Pick<Locale, 't'>): FieldError[] {
  return breaches.flatMap(({ pointer, rule }) => {
    if (pointer === '#/url')
      return [{ field: 'url', error: t(URL_RULES[rule] ?? 'webhooks.fieldErrors.url') }];
    return pointer === '#/label' ? [{ field: 'label', error: t('webhooks.fieldErrors.label') }] : [];
  });
}

interface FormInput {
  action: string;
  button: MessageKey;
  csrf: string;
  typed: TypedWebhook;
  errors: readonly FieldError[];
}

interface FormContext {
  city: CityPack;
  locale: Locale;
}

export function webhookFormView(input: FormInput, { city, locale }: FormContext) {
  const { action, csrf, typed } = input;
  const { t, names } = locale;
  const { summary, at } = fieldErrorsView(input.errors, locale);
  const field = (id: 'url' | 'label', hint: MessageKey) => ({
    ...{ id, label: t(`webhooks.form.${id}`), value: typed[id], error: at(id), hint: t(hint) },
  });
  const group = (kind: Kind, choices: [code: string, label: string][]) => {
    const ticked = typed[LISTS[kind]];
    return {
      kind,
      legend: t(`webhooks.form.${kind}`),
      isPanelOpen: ticked.length > 0,
      chosen: chosenWords(ticked.length, locale),
      boxes: choices.map(([code, label]) => ({
        ...{ id: `${kind}-${code}`, name: `${kind}:${code}`, label },
        isTicked: ticked.includes(code),
      })),
    };
  };
  return {
    ...{ action, csrf, summary, button: t(input.button) },
    label: field('label', 'webhooks.form.labelHint'),
    url: field('url', 'webhooks.form.urlHint'),
    groups: [
      group(
        'type',
        WEBHOOK_EVENT_TYPES.map((type) => [type, t(`webhooks.types.${type}`)]),
      ),
      group(
        'agency',
        everyOf(city, 'agencies').map(({ code }) => [code, names.agency(code)]),
      ),
      group(
        'category',
        everyOf(city, 'categories').map(({ code }) => [code, names.category(code)]),
      ),
    ],
    isConfidentialToo: typed.includeConfidential,
  };
}

type Kind = 'type' | 'agency' | 'category';
const LISTS = { type: 'types', agency: 'agencies', category: 'categories' } as const;

function chosenWords(count: number, { t, time }: Locale): string {
  return count === 0 ? t('webhooks.form.all') : t('webhooks.form.some', { count: time.number(count) });
}
