import type { AddressState } from '../complaint/own-address';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Locale } from '../../locale/locale';
import type { PagesContext } from '../pages-context';

/** The offer that a phone is told of news of all its complaints; null where the city sends no pushes. */
export function offerForAll(context: PagesContext, { t }: Locale) {
  return offerOf(context, { complaint: null, on: t('push.offer.allOn'), off: t('push.offer.allOff') });
}

interface OwnComplaint {
  complaint: ComplaintRecord;
  /** Path of the reporter's own page, with its secret. */
  my: string;
  address: AddressState;
}

/** The same for one complaint, with what the phone keeps of it then: as `SentAnswer`, and when it was filed. */
export function offerForOne(context: PagesContext, { complaint, my, address }: OwnComplaint, locale: Locale) {
  const { t, names, time } = locale;
  const { trackingCode: code, category, agency, resolveBy, receivedAt } = complaint;
  const kept = {
    ...{ code, my, kind: names.category(category), holder: names.agency(agency), by: time.long(resolveBy) },
    ...{ address, notice: null, filedAt: receivedAt },
  };
  return offerOf(context, {
    complaint: kept,
    on: t('push.offer.oneOn', { code }),
    off: t('push.offer.oneOff'),
  });
}

/** The city's key; null where phones are told nothing: without their service worker they cannot be. */
export function pushKeyOf({ settings, isOfflineOff }: PagesContext): string | null {
  return isOfflineOff ? null : (settings.pushKey ?? null);
}

function offerOf(
  context: PagesContext,
  { complaint, on, off }: { complaint: object | null; on: string; off: string },
) {
  const key = pushKeyOf(context);
  return key && { key, worker: '/sw.js', complaint: JSON.stringify(complaint), on, off };
}
