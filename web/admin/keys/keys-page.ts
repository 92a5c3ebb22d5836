import { htmlPage } from '../../html-page';
import type { ApiKeyRecord } from '../../../database/stores/api-key-store';
import { staffRequest } from '../../sign-in/staff-request';
import type { PageHandler } from '../../http/serve-page';
import { queryPage } from '../../query-choice';
import { keyView, stateOf } from './key-view';

/** A row is about half a kilobyte, and the page is to stay below a hundred. */
const KEYS_AT_MOST = 50;

/** All keys: working ones first, the newest of them on top. */
export const keysPage: PageHandler = async (context, request) => {
  const { locale } = staffRequest(context, request);
  const { t, time } = locale;
  const page = queryPage(request.query);
  const keys = (await context.apiKeys.list()).sort(worksFirst);
  const shown = keys.slice((page - 1) * KEYS_AT_MOST, page * KEYS_AT_MOST);
  const count = time.number(keys.length);
  return htmlPage({
    template: 'admin/keys/list',
    title: t('keys.list.title'),
    view: {
      summary: t(keys.length === 1 ? 'keys.list.one' : 'keys.list.many', { count }),
      keys: shown.map((key) => keyView(key, locale)),
      isEmpty: shown.length === 0,
      first: page === 1 ? null : '/admin/keys',
      next: page * KEYS_AT_MOST < keys.length ? `/admin/keys?page=${page + 1}` : null,
    },
    styles: ['admin.css'],
    locale,
  });
};

function worksFirst(one: ApiKeyRecord, other: ApiKeyRecord): number {
  const rank = (key: ApiKeyRecord) => (stateOf(key) === 'works' ? 0 : 1);
  return rank(one) - rank(other) || other.createdAt - one.createdAt;
}
