import { htmlPage } from '../../html-page';
import { notFound } from '../../../api/http/problem';
import type { WebhookEndpoint } from '../../../database/stores/webhook-endpoint';
import { staffRequest, type StaffRequest } from '../../sign-in/staff-request';
import type { PageHandler } from '../../http/serve-page';
import type { PageRequest } from '../../http/page-request';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import type { PostedChange } from '../posted-change';
import { shownSecretPage } from './shown-secret-page';
import { bodyOf } from '../../forms/field-values';
import { pageForm } from '../../forms/form-view';
import { refusalOf, type Refusal } from '../../forms/refusal';
import type { Form } from '../../http/read-form';
import { storedWebhook, WEBHOOK_FIELDS, webhookWarning } from './webhook-fields';
import { deliveryView, webhookUrl, webhookView } from './webhook-view';

const DONE = ['changed', 'on', 'off', 'pinged'] as const;
type Done = (typeof DONE)[number];

const DELIVERIES_AT_MOST = 20;

/** One webhook: what it receives, whether it answers, its deliveries, and the forms to change or end it. */
export const webhookPage: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const endpoint = await webhookAt(context, request);
  const done = DONE.find((each) => each === request.query.done) ?? null;
  const { cursor } = request.query;
  return page(context, staff, { endpoint, form: storedWebhook(endpoint), done, failure: null, cursor });
};

export const changeWebhook: PageHandler = (context, request) => {
  const { form } = request;
  const body = bodyOf(WEBHOOK_FIELDS, form);
  return send(context, request, {
    ...{ done: 'changed', form },
    run: (to) => context.execute(context.operations.changeWebhook, { ...to, body }),
  });
};

export const switchOn: PageHandler = (context, request) =>
  send(context, request, {
    done: 'on',
    run: (to) => context.execute(context.operations.changeWebhook, { ...to, body: { active: true } }),
  });

export const switchOff: PageHandler = (context, request) =>
  send(context, request, {
    done: 'off',
    run: (to) => context.execute(context.operations.changeWebhook, { ...to, body: { active: false } }),
  });

export const pingWebhook: PageHandler = (context, request) =>
  send(context, request, {
    done: 'pinged',
    run: (to) => context.execute(context.operations.pingWebhook, to),
  });

/** Responds with the new secret itself, as adding a webhook does. */
export const rotateSecret: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const { id } = await webhookAt(context, request);
  const { credential } = staff.session;
  const { rotateWebhookSecret } = context.operations;
  const { secret } = await context.execute(rotateWebhookSecret, { params: { id }, credential });
  return shownSecretPage(context, staff, { id, secret });
};

export const removeWebhook: PageHandler = async (context, request) => {
  const { credential } = staffRequest(context, request).session;
  const { id } = await webhookAt(context, request);
  await context.execute(context.operations.removeWebhook, { params: { id }, credential });
  return { kind: 'redirect', to: '/admin/webhooks?done=removed' };
};

/** @throws Problem `not_found` */
export async function webhookAt(
  { webhooks }: PagesContext,
  { params: { id = '' } }: PageRequest,
): Promise<WebhookEndpoint> {
  const endpoint = await webhooks.find(id);
  if (!endpoint) throw notFound();
  return endpoint;
}

async function send(
  context: PagesContext,
  request: PageRequest,
  { done, form, run }: PostedChange<Done>,
): Promise<PageResponse> {
  const staff = staffRequest(context, request);
  const endpoint = await webhookAt(context, request);
  const { credential } = staff.session;
  try {
    await run({ params: { id: endpoint.id }, credential });
  } catch (error) {
    const typed = form ?? storedWebhook(endpoint);
    const refused = { fields: WEBHOOK_FIELDS, form: typed, warningOf: webhookWarning };
    const failure = refusalOf(error, refused, staff);
    return page(context, staff, { endpoint, form: typed, done: null, failure });
  }
  return { kind: 'redirect', to: `${webhookUrl(endpoint.id)}?done=${done}` };
}

interface Shown {
  endpoint: WebhookEndpoint;
  form: Form;
  done: Done | null;
  failure: Refusal | null;
  cursor?: string;
}

async function page(
  context: PagesContext,
  staff: StaffRequest,
  { endpoint, form, done, failure, cursor }: Shown,
): Promise<PageResponse> {
  const { locale, session } = staff;
  const view = webhookView(endpoint, locale);
  const { items, next } = await context.webhooks.deliveries(endpoint.id, {
    limit: DELIVERIES_AT_MOST,
    cursor,
  });
  return htmlPage({
    failure,
    template: 'admin/webhooks/webhook',
    title: view.label,
    view: {
      ...view,
      address: endpoint.url,
      done: done && locale.t(`webhooks.done.${done}`),
      csrf: session.csrf,
      deliveries: items.map((delivery) => deliveryView(endpoint.id, delivery, locale)),
      first: cursor === undefined ? null : view.url,
      next: next === null ? null : `${view.url}?${new URLSearchParams({ cursor: next })}`,
      ...pageForm(
        {
          ...{ fields: WEBHOOK_FIELDS, form, failure },
          action: view.url,
          button: locale.t('webhooks.change.button'),
          hidden: { csrf: session.csrf },
        },
        staff,
      ),
    },
    styles: ['admin.css'],
    locale,
  });
}
