import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { ToldEvent } from '../../database/readers/told-events';

import type { CityPack } from '../../city/city-pack';
import { isoInstant } from '../complaints/iso-instant';
import { viewSummary } from '../complaints/view-complaint';
import { wordsOf } from './present-update';
import type { Speech } from './speech';
import { statusName } from './status-names';

interface PresentedRequest {
  complaint: ComplaintRecord;
  /** Its last step; none while it waits for its agency. */
  last: ToldEvent | undefined;
  speech: Speech;
  city: Pick<CityPack, 'name' | 'timeZone'>;
  publicUrl: string;
}

/**
 * A complaint as everybody may see it, whoever asks: what is given here is copied and shown elsewhere. A confidential one
 * is given to the application that filed it alone, which knows when.
 */
export function presentRequest({ complaint, last, speech, city, publicUrl }: PresentedRequest) {
  const view = viewSummary({ publicUrl, city }, { complaint, actor: { kind: 'anonymous' } });
  const { agency, location } = view;
  const hasPoint = location !== null && !location.approximate;
  // Of what ended in a confidential complaint the last step is told to nobody.
  const isOutdated = view.status === 'duplicate' && last?.event.type !== 'merged';
  const told = last && !isOutdated ? wordsOf(last, { complaint, speech, publicUrl }) : undefined;
  return {
    service_request_id: view.trackingCode,
    status: statusName(view.status),
    status_notes: told ?? speech.say(`words.status.${view.status}`),
    service_name: speech.service(view.category),
    service_code: view.category,
    description: view.description,
    agency_responsible: agency === undefined ? null : speech.agency(agency),
    service_notice: agency === undefined ? null : noticeOf(speech, agency, view.targetHours),
    requested_datetime: isoInstant(complaint.receivedAt),
    updated_datetime: isoInstant(last?.event.recordedAt ?? complaint.receivedAt),
    expected_datetime: isoInstant(complaint.resolveBy),
    // From the most specific to the most general, as the specification wants it.
    address: [location?.address, speech.district(view.district), city.name].filter(Boolean).join(', '),
    address_id: null,
    zipcode: null,
    lat: hasPoint ? location.latitude : null,
    long: hasPoint ? location.longitude : null,
    media_url: view.photos[0]?.links.full ?? null,
  };
}

export function noticeOf({ say, agency }: Speech, code: string, targetHours: number): string {
  return say('open311.notice', { agency: agency(code), hours: String(targetHours) });
}
