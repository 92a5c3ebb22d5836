import { notFound } from '../../../api/http/problem';
import type { Instant } from '../../../domain/instant';
import type { StaffVisit } from '../../desk/staff-visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import type { KeyResult } from './key-operations';
import { keyView } from './key-view';

interface NewSecret {
  made: KeyResult;
  /** Until when the secret before works; null for a new key, which had none. */
  before: { endsAt: Instant } | { endsAt: null } | null;
}

/** The one time that a key can be read. @throws Problem `not_found` for one that is gone again */
export async function shownKeyPage(
  site: Site,
  { speech }: StaffVisit,
  { made, before }: NewSecret,
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
      before: before && beforeWords(before.endsAt, speech),
    },
    styles: ['admin.css'],
    scripts: ['live.js'],
    speech,
    keepsAddress: false,
  };
}

function beforeWords(endsAt: Instant | null, { say, time }: StaffVisit['speech']): string {
  return endsAt === null ? say('keys.shown.ended') : say('keys.shown.before', { time: time.long(endsAt) });
}
