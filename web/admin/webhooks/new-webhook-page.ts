import { bodyOf, formOf } from '../../forms/field-values';
import { formPage } from '../form-page';
import { shownSecretPage } from './shown-secret-page';
import { WEBHOOK_FIELDS, webhookWarning } from './webhook-fields';

/** Responds with the signing secret itself: it is in no address and on no other page. */
export const newWebhookPage = formPage({
  path: '/admin/webhooks/new',
  template: 'admin/webhooks/new',
  title: 'webhooks.new.title',
  button: 'webhooks.new.button',
  fields: WEBHOOK_FIELDS,
  start: formOf({}),
  contextOf: (staff) => staff,
  warningOf: webhookWarning,
  async send(context, staff, form) {
    const { credential } = staff.session;
    const asked = { params: {}, body: bodyOf(WEBHOOK_FIELDS, form), credential };
    return shownSecretPage(context, staff, await context.execute(context.operations.addWebhook, asked));
  },
});
