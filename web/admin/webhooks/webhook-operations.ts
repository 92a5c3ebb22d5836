import type { Credential } from '../../../api/authentication/credential';
import { webhookOperations } from '../../../api/webhooks/webhook-operations';
import type { PagesDeps } from '../../pages-deps';
import { createRunOperation } from '../../forms/run-operation';

export type WebhookAct =
  | 'addWebhook'
  | 'changeWebhook'
  | 'removeWebhook'
  | 'rotateWebhookSecret'
  | 'pingWebhook'
  | 'replayWebhookDelivery';

interface WebhookPost {
  act: WebhookAct;
  /** Which webhook; absent for one that is being added. */
  id?: string;
  delivery?: string;
  body?: object;
  credential: Credential;
}

/** `secret` is the signing secret if there is a new one, else null. */
export interface WebhookResult {
  id: string;
  secret: string | null;
}

/** Executes a form as the API would the same request. @throws Problem and whatever the API's operation throws */
export type ExecuteWebhookOperation = (post: WebhookPost) => Promise<WebhookResult>;

/** Pages cannot change webhooks by themselves: a form runs the API's operation, with its checks and its audit. */
export function createExecuteWebhookOperation({
  settings,
  ...deps
}: Pick<PagesDeps, 'settings' | 'city' | 'webhooks' | 'checkDestination'>): ExecuteWebhookOperation {
  const run = createRunOperation(webhookOperations({ ...deps, publicUrl: settings.publicUrl }));
  return async ({ act, id = '', delivery = '', body, credential }) => {
    const answer = await run(act, { params: { id, delivery }, credential, body });
    const made = Object(answer) as { id?: string; secret?: string };
    return { id: act === 'addWebhook' ? (made.id ?? id) : id, secret: made.secret ?? null };
  };
}
