import { htmlPage } from '../../html-page';
import { staffRequest } from '../../sign-in/staff-request';
import type { PageHandler } from '../../http/serve-page';
import { webhookView } from './webhook-view';

const DONE = ['removed'] as const;

/** All webhooks and whether they answer. There are few enough for one page. */
export const webhooksPage: PageHandler = async (context, request) => {
  const { locale } = staffRequest(context, request);
  const { t, time } = locale;
  const webhooks = await context.webhooks.list();
  const done = DONE.find((each) => each === request.query.done);
  return htmlPage({
    template: 'admin/webhooks/list',
    title: t('webhooks.list.title'),
    view: {
      summary: t(webhooks.length === 1 ? 'webhooks.list.one' : 'webhooks.list.many', {
        count: time.number(webhooks.length),
      }),
      done: done ? t(`webhooks.done.${done}`) : null,
      webhooks: webhooks.map((endpoint) => webhookView(endpoint, locale)),
    },
    styles: ['admin.css'],
    locale,
  });
};
