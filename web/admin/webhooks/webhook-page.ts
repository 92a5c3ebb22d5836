import { notFound } from '../../../api/http/problem';
import type { WebhookEndpoint } from '../../../database/stores/webhook-endpoint';
import { staffVisit, type StaffVisit } from '../../desk/staff-visit';
import type { PageHandler } from '../../http/serve-page';
import type { Visit } from '../../http/visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import { shownSecretPage } from './shown-secret-page';
import { webhookFailure, type WebhookFailure } from './webhook-failure';
import { storedWebhook, typedWebhook, webhookFormView, type TypedWebhook } from './webhook-form';
import { deliveryView, webhookUrl, webhookView } from './webhook-view';

const DONE = ['changed', 'on', 'off', 'pinged'] as const;
type Done = (typeof DONE)[number];

const DELIVERIES_AT_MOST = 20;

/** One webhook: what it hears, whether it answers, what was sent there, and how it is changed or ended. */
export const webhookPage: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const endpoint = await webhookAt(site, visit);
  const done = DONE.find((each) => each === visit.query.done) ?? null;
  const { cursor } = visit.query;
  return page(site, staff, { endpoint, typed: storedWebhook(endpoint), done, failure: null, cursor });
};

export const changeWebhook: PageHandler = (site, visit) => {
  const typed = typedWebhook(visit.form, site.city);
  return send(site, visit, { act: 'changeWebhook', done: 'changed', body: typed, typed });
};

export const switchOn: PageHandler = (site, visit) =>
  send(site, visit, { act: 'changeWebhook', done: 'on', body: { active: true }, typed: null });

export const switchOff: PageHandler = (site, visit) =>
  send(site, visit, { act: 'changeWebhook', done: 'off', body: { active: false }, typed: null });

export const pingWebhook: PageHandler = (site, visit) =>
  send(site, visit, { act: 'pingWebhook', done: 'pinged', body: {}, typed: null });

/** Answers with the new secret itself, as adding a webhook does. */
export const rotateSecret: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const { id } = await webhookAt(site, visit);
  const { credential } = staff.session;
  return shownSecretPage(
    site,
    staff,
    await site.carryOutWebhooks({ act: 'rotateWebhookSecret', id, credential }),
  );
};

export const removeWebhook: PageHandler = async (site, visit) => {
  const { credential } = staffVisit(site, visit).session;
  const { id } = await webhookAt(site, visit);
  await site.carryOutWebhooks({ act: 'removeWebhook', id, credential });
  return { kind: 'redirect', to: '/admin/webhooks?done=removed' };
};

/** @throws Problem `not_found` */
export async function webhookAt(
  { webhooks }: Site,
  { params: { id = '' } }: Visit,
): Promise<WebhookEndpoint> {
  const endpoint = await webhooks.find(id);
  if (!endpoint) throw notFound();
  return endpoint;
}

interface Sent {
  act: 'changeWebhook' | 'pingWebhook';
  done: Done;
  body: object;
  /** Null for a button without fields. */
  typed: TypedWebhook | null;
}

async function send(site: Site, visit: Visit, { act, done, body, typed }: Sent): Promise<PageAnswer> {
  const staff = staffVisit(site, visit);
  const endpoint = await webhookAt(site, visit);
  const { credential } = staff.session;
  try {
    await site.carryOutWebhooks({ act, id: endpoint.id, body, credential });
  } catch (error) {
    const failure = webhookFailure(error, staff.speech);
    return page(site, staff, { endpoint, typed: typed ?? storedWebhook(endpoint), done: null, failure });
  }
  return { kind: 'redirect', to: `${webhookUrl(endpoint.id)}?done=${done}` };
}

interface Shown {
  endpoint: WebhookEndpoint;
  typed: TypedWebhook;
  done: Done | null;
  failure: WebhookFailure | null;
  cursor?: string;
}

async function page(
  site: Site,
  { speech, session }: StaffVisit,
  { endpoint, typed, done, failure, cursor }: Shown,
): Promise<PageAnswer> {
  const view = webhookView(endpoint, speech);
  const { items, next } = await site.webhooks.deliveries(endpoint.id, { limit: DELIVERIES_AT_MOST, cursor });
  return {
    kind: 'page',
    status: failure?.status ?? 200,
    headers: failure?.headers,
    template: 'admin/webhooks/webhook',
    title: view.label,
    view: {
      ...view,
      heading: view.label,
      address: endpoint.url,
      done: done && speech.say(`webhooks.done.${done}`),
      warning: failure?.warning ?? null,
      csrf: session.csrf,
      deliveries: items.map((delivery) => deliveryView(endpoint.id, delivery, speech)),
      first: cursor === undefined ? null : view.url,
      next: next === null ? null : `${view.url}?${new URLSearchParams({ cursor: next })}`,
      form: webhookFormView(
        {
          action: view.url,
          button: 'webhooks.change.button',
          csrf: session.csrf,
          typed,
          faults: failure?.faults ?? [],
        },
        { city: site.city, speech },
      ),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: true,
  };
}
