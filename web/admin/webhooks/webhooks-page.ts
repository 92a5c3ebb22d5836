import { staffVisit } from '../../desk/staff-visit';
import type { PageHandler } from '../../http/serve-page';
import { webhookView } from './webhook-view';

const DONE = ['removed'] as const;

/** Who hears of events, and whether they answer. There are few enough for one page. */
export const webhooksPage: PageHandler = async (site, visit) => {
  const { speech } = staffVisit(site, visit);
  const { say, time } = speech;
  const webhooks = await site.webhooks.list();
  const done = DONE.find((each) => each === visit.query.done);
  return {
    kind: 'page',
    status: 200,
    template: 'admin/webhooks/list',
    title: say('webhooks.list.title'),
    view: {
      heading: say('webhooks.list.title'),
      summary: say(webhooks.length === 1 ? 'webhooks.list.one' : 'webhooks.list.many', {
        count: time.number(webhooks.length),
      }),
      done: done ? say(`webhooks.done.${done}`) : null,
      webhooks: webhooks.map((endpoint) => webhookView(endpoint, speech)),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: true,
  };
};
