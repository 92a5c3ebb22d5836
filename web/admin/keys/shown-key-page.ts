import { htmlPage } from '../../html-page';
import { notFound } from '../../../api/http/problem';
import type { ApiKeyRecord } from '../../../database/stores/api-key-store';
import type { StaffRequest } from '../../sign-in/staff-request';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { keyView } from './key-view';

interface NewSecret {
  made: { id: string; key: string };
  /** Whether it replaces an earlier secret. */
  isRotated: boolean;
}

/** The only time that a key can be read. @throws Problem `not_found` for a key that is gone again */
export async function shownKeyPage(
  context: PagesContext,
  { locale }: StaffRequest,
  { made, isRotated }: NewSecret,
): Promise<PageResponse> {
  const { t } = locale;
  const key = await context.apiKeys.find(made.id);
  if (!key) throw notFound();
  return htmlPage({
    template: 'admin/keys/shown',
    title: t('keys.shown.title'),
    view: {
      ...keyView(key, locale),
      secret: made.key,
      before: isRotated ? beforeWords(key, locale) : null,
    },
    styles: ['admin.css'],
    scripts: ['live.js'],
    locale,
    keepsAddress: false,
  });
}

function beforeWords({ overlapping }: ApiKeyRecord, { t, time }: StaffRequest['locale']): string {
  const last = Math.max(0, ...overlapping.map(({ endsAt }) => endsAt));
  return last === 0 ? t('keys.shown.ended') : t('keys.shown.before', { time: time.long(last) });
}
