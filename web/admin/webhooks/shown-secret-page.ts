import { htmlPage } from '../../html-page';
import { notFound } from '../../../api/http/problem';
import type { StaffRequest } from '../../sign-in/staff-request';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { webhookView } from './webhook-view';

/** The one time that a signing secret can be read. @throws Problem `not_found` for a webhook that is gone again */
export async function shownSecretPage(
  context: PagesContext,
  { locale }: StaffRequest,
  made: { id: string; secret: string },
): Promise<PageResponse> {
  const endpoint = await context.webhooks.find(made.id);
  if (!endpoint) throw notFound();
  const heading = locale.t('webhooks.secret.title');
  return htmlPage({
    template: 'admin/webhooks/secret',
    title: heading,
    view: { ...webhookView(endpoint, locale), secret: made.secret },
    styles: ['admin.css'],
    scripts: ['live.js'],
    locale,
    keepsAddress: false,
  });
}
