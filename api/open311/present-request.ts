import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { PublishedUpdate } from '../../database/readers/published-updates';

import type { CityPack } from '../../city/city-pack';
import { isoInstant } from '../http/iso-instant';
import { viewSummary } from '../complaints/view-complaint';
import { wordsOf } from './present-update';
import type { ServiceLocale } from './service-locale';
import { statusName } from './status-names';

interface PresentedRequest {
  complaint: ComplaintRecord;
  /** Its last published step; undefined while it waits for its agency. */
  last: PublishedUpdate | undefined;
  locale: ServiceLocale;
  city: Pick<CityPack, 'name' | 'timeZone'>;
  publicUrl: string;
}

/**
 * A complaint as everybody may see it, whoever asks: the data is copied and shown elsewhere. Only the application
 * that filed it gets a confidential one, with its exact times, which that application knows anyway.
 */
export function presentRequest({ complaint, last, locale, city, publicUrl }: PresentedRequest) {
  const view = viewSummary({ publicUrl, city }, { complaint, actor: { kind: 'anonymous' } });
  const { agency, location } = view;
  const hasPoint = location !== null && !location.approximate;
  // A merge into a confidential complaint is not published, so the last published step is outdated then.
  const isOutdated = view.status === 'duplicate' && last?.event.type !== 'merged';
  const notes = last && !isOutdated ? wordsOf(last, { complaint, locale, publicUrl }) : undefined;
  return {
    service_request_id: view.trackingCode,
    status: statusName(view.status),
    status_notes: notes ?? locale.t(`words.status.${view.status}`),
    service_name: locale.service(view.category),
    service_code: view.category,
    description: view.description,
    agency_responsible: agency === undefined ? null : locale.agency(agency),
    service_notice: agency === undefined ? null : noticeOf(locale, agency, view.targetHours),
    requested_datetime: isoInstant(complaint.receivedAt),
    updated_datetime: isoInstant(last?.event.recordedAt ?? complaint.receivedAt),
    expected_datetime: isoInstant(complaint.resolveBy),
    // From specific to general, as the specification requires.
    address: [
      ...[location?.address, locale.village(location?.village ?? null)],
      ...[locale.district(view.district), city.name],
    ]
      .filter(Boolean)
      .join(', '),
    address_id: null,
    zipcode: null,
    lat: hasPoint ? location.latitude : null,
    long: hasPoint ? location.longitude : null,
    media_url: view.photos[0]?.links.full ?? null,
  };
}

export function noticeOf({ t, agency }: ServiceLocale, code: string, targetHours: number): string {
  return t('open311.notice', { agency: agency(code), hours: String(targetHours) });
}
