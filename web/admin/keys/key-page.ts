import { htmlPage } from '../../html-page';
import { OVERLAP_HOURS } from '../../../api/api-keys/api-key-schemas';
import { notFound } from '../../../api/http/problem';
import { problemFromError } from '../../../api/http/problem-from-error';
import type { ApiKeyRecord } from '../../../database/stores/api-key-store';
import { staffRequest, type StaffRequest } from '../../sign-in/staff-request';
import type { PageHandler } from '../../http/serve-page';
import type { PageRequest } from '../../http/page-request';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import type { Locale } from '../../../locale/locale';
import { endAfter, LASTS_DAYS } from './key-form';
import { keyFacts, keyUrl, keyView } from './key-view';
import { shownKeyPage } from './shown-key-page';

const OVERLAPS_HOURS = [0, OVERLAP_HOURS, 72, 168];

/** One key: what it may do, its state, and the forms that change or revoke it. */
export const keyPage: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const done = request.query.done === 'revoked' ? staff.locale.t('keys.done.revoked') : null;
  return page(staff, { key: await keyAt(context, request), status: 200, done, warning: null });
};

/** Responds with the key itself, as `createKey` does. */
export const rotateKey: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const { credential } = staff.session;
  const key = await keyAt(context, request);
  const body = {
    overlapHours: Number(request.form.get('overlap') ?? OVERLAP_HOURS),
    ...endOf(request.form.get('days') ?? ''),
  };
  try {
    const { rotateApiKey } = context.operations;
    const made = await context.execute(rotateApiKey, { params: { id: key.id }, body, credential });
    return await shownKeyPage(context, staff, { made, isRotated: true });
  } catch (error) {
    if (problemFromError(error).code !== 'not_found') throw error;
    const warning = staff.locale.t('keys.warnings.ended');
    return page(staff, { key, status: 409, done: null, warning });
  }
};

const FOREVER = 'forever';

function endOf(days: string): { expiresAt?: string | null } {
  if (days === '') return {};
  return { expiresAt: days === FOREVER ? null : endAfter(days) };
}

/** A key that was already revoked stays so, and its page says so. */
export const revokeKey: PageHandler = async (context, request) => {
  const { credential } = staffRequest(context, request).session;
  const { id, revokedAt } = await keyAt(context, request);
  const { revokeApiKey } = context.operations;
  if (revokedAt === null) await context.execute(revokeApiKey, { params: { id }, credential });
  return { kind: 'redirect', to: `${keyUrl(id)}?done=revoked` };
};

/** @throws Problem `not_found` */
async function keyAt({ apiKeys }: PagesContext, { params: { id = '' } }: PageRequest): Promise<ApiKeyRecord> {
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

function page({ locale, session }: StaffRequest, { key, status, done, warning }: Shown): PageResponse {
  const view = keyView(key, locale);
  return htmlPage({
    status,
    template: 'admin/keys/key',
    title: view.label,
    view: {
      ...view,
      ...{ done, warning },
      facts: keyFacts(key, locale),
      csrf: session.csrf,
      isRevoked: key.revokedAt !== null,
      overlaps: overlapsView(locale),
      lasts: key.expiresAt === null ? null : lastsView({ works: view.works }, locale),
    },
    styles: ['admin.css'],
    locale,
  });
}

function overlapsView({ t, time }: Locale) {
  const words = (hours: number) => {
    if (hours === 0) return t('keys.rotate.now');
    const inDays = hours % 24 === 0 && hours > 24;
    const count = time.number(inDays ? hours / 24 : hours);
    return t(inDays ? 'keys.rotate.days' : 'keys.rotate.hours', { count });
  };
  return OVERLAPS_HOURS.map((hours) => ({
    value: String(hours),
    label: words(hours),
    isChosen: hours === OVERLAP_HOURS,
  }));
}

/** Choices of how long an expiring key is to work after its rotation; an expired one cannot keep its end. */
function lastsView({ works }: { works: boolean }, { t, time }: Locale) {
  const days = LASTS_DAYS.map((value) => ({
    value,
    label: t('keys.form.lasting', { count: time.number(Number(value)) }),
  }));
  return [
    ...(works ? [{ value: '', label: t('keys.rotate.same') }] : []),
    ...days,
    { value: FOREVER, label: t('keys.form.forever') },
  ];
}
