import { notFound } from '../../../api/http/problem';
import type { StaffVisit } from '../../desk/staff-visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import type { WebhookResult } from './webhook-operations';
import { webhookView } from './webhook-view';

/** The one time that a signing secret can be read. @throws Problem `not_found` for a webhook that is gone again */
export async function shownSecretPage(
  site: Site,
  { speech }: StaffVisit,
  made: WebhookResult,
): Promise<PageAnswer> {
  const endpoint = await site.webhooks.find(made.id);
  if (!endpoint || made.secret === null) throw notFound();
  const heading = speech.say('webhooks.secret.title');
  return {
    kind: 'page',
    status: 200,
    template: 'admin/webhooks/secret',
    title: heading,
    view: { ...webhookView(endpoint, speech), heading, secret: made.secret },
    styles: ['admin.css'],
    scripts: ['live.js'],
    speech,
    keepsAddress: false,
  };
}
