import { OVERLAP_HOURS } from '../../../api/api-keys/api-key-schemas';
import { notFound } from '../../../api/http/problem';
import { problemFromError } from '../../../api/http/problem-from-error';
import type { ApiKeyRecord } from '../../../database/stores/api-key-store';
import { staffVisit, type StaffVisit } from '../../desk/staff-visit';
import type { PageHandler } from '../../http/serve-page';
import type { Visit } from '../../http/visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import type { Speech } from '../../speech';
import { endAfter, LASTS_DAYS } from './key-form';
import { keyFacts, keyUrl, keyView } from './key-view';
import { shownKeyPage } from './shown-key-page';

const OVERLAPS_HOURS = [0, OVERLAP_HOURS, 72, 168];

/** One key: what it may do, where it stands, and how it is changed or ended. */
export const keyPage: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const done = visit.query.done === 'revoked' ? staff.speech.say('keys.done.revoked') : null;
  return page(staff, { key: await keyAt(site, visit), status: 200, done, warning: null });
};

/** Answers with the key itself, as `createKey` does. */
export const rotateKey: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const { credential } = staff.session;
  const key = await keyAt(site, visit);
  const body = {
    overlapHours: Number(visit.form.get('overlap') ?? OVERLAP_HOURS),
    ...endOf(visit.form.get('days') ?? ''),
  };
  try {
    const made = await site.carryOutKeys({ act: 'rotateApiKey', id: key.id, body, credential });
    return await shownKeyPage(site, staff, { made, isRotated: true });
  } catch (error) {
    if (problemFromError(error).code !== 'not_found') throw error;
    const warning = staff.speech.say('keys.warnings.ended');
    return page(staff, { key, status: 409, done: null, warning });
  }
};

const FOREVER = 'forever';

function endOf(days: string): { expiresAt?: string | null } {
  if (days === '') return {};
  return { expiresAt: days === FOREVER ? null : endAfter(days) };
}

/** What was revoked already stays so, and its page says it. */
export const revokeKey: PageHandler = async (site, visit) => {
  const { credential } = staffVisit(site, visit).session;
  const { id, revokedAt } = await keyAt(site, visit);
  if (revokedAt === null) await site.carryOutKeys({ act: 'revokeApiKey', id, credential });
  return { kind: 'redirect', to: `${keyUrl(id)}?done=revoked` };
};

/** @throws Problem `not_found` */
async function keyAt({ apiKeys }: Site, { params: { id = '' } }: Visit): Promise<ApiKeyRecord> {
  const key = await apiKeys.find(id);
  if (!key) throw notFound();
  return key;
}

interface Shown {
  key: ApiKeyRecord;
  status: number;
  done: string | null;
  warning: string | null;
}

function page({ speech, session }: StaffVisit, { key, status, done, warning }: Shown): PageAnswer {
  const view = keyView(key, speech);
  return {
    kind: 'page',
    status,
    template: 'admin/keys/key',
    title: view.label,
    view: {
      ...view,
      ...{ done, warning },
      heading: view.label,
      facts: keyFacts(key, speech),
      csrf: session.csrf,
      isRevoked: key.revokedAt !== null,
      overlaps: overlapsView(speech),
      lasts: key.expiresAt === null ? null : lastsView({ works: view.works }, speech),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: true,
  };
}

function overlapsView({ say, time }: Speech) {
  const words = (hours: number) => {
    if (hours === 0) return say('keys.rotate.now');
    const inDays = hours % 24 === 0 && hours > 24;
    const count = time.number(inDays ? hours / 24 : hours);
    return say(inDays ? 'keys.rotate.days' : 'keys.rotate.hours', { count });
  };
  return OVERLAPS_HOURS.map((hours) => ({
    value: String(hours),
    label: words(hours),
    isChosen: hours === OVERLAP_HOURS,
  }));
}

/** How long a key that ends by itself is to work after its rotation; an expired one cannot stay as it is. */
function lastsView({ works }: { works: boolean }, { say, time }: Speech) {
  const days = LASTS_DAYS.map((value) => ({
    value,
    label: say('keys.form.lasting', { count: time.number(Number(value)) }),
  }));
  return [
    ...(works ? [{ value: '', label: say('keys.rotate.same') }] : []),
    ...days,
    { value: FOREVER, label: say('keys.form.forever') },
  ];
}
