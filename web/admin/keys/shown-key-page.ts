import { notFound } from '../../../api/http/problem';
import type { ApiKeyRecord } from '../../../database/stores/api-key-store';
import type { StaffVisit } from '../../desk/staff-visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import type { KeyResult } from './key-operations';
import { keyView } from './key-view';

interface NewSecret {
  made: KeyResult;
  /** Whether there was a secret before. */
  isRotated: boolean;
}

/** The one time that a key can be read. @throws Problem `not_found` for one that is gone again */
export async function shownKeyPage(
  site: Site,
  { speech }: StaffVisit,
  { made, isRotated }: NewSecret,
): Promise<PageAnswer> {
  const { say } = speech;
  const key = await site.apiKeys.find(made.id);
  if (!key || made.key === null) throw notFound();
  return {
    kind: 'page',
    status: 200,
    template: 'admin/keys/shown',
    title: say('keys.shown.title'),
    view: {
      ...keyView(key, speech),
      heading: say('keys.shown.title'),
      secret: made.key,
      before: isRotated ? beforeWords(key, speech) : null,
    },
    styles: ['admin.css'],
    scripts: ['live.js'],
    speech,
    keepsAddress: false,
  };
}

function beforeWords({ overlapping }: ApiKeyRecord, { say, time }: StaffVisit['speech']): string {
  const last = Math.max(0, ...overlapping.map(({ endsAt }) => endsAt));
  return last === 0 ? say('keys.shown.ended') : say('keys.shown.before', { time: time.long(last) });
}
