import type { FilingResult } from '../../api/complaints/filing';
import { hoursAfter } from '../../domain/instant';
import { addressState, type AddressState } from '../complaint/own-address';
import { seenPromise } from './check-view';
import type { Sending } from './sending';

/** What a device keeps of a complaint that arrived. Nothing in it says who filed it. */
export interface SentAnswer {
  code: string;
  /** Path of the reporter's own page, with its secret. */
  my: string;
  kind: string;
  holder: string;
  /** In words, in the language of the form. */
  by: string;
  address: AddressState;
  /** Says that the promise is not the one that the form showed; null if it is. */
  notice: string | null;
}

export async function sentAnswer(
  { context, request, locale }: Sending,
  { complaint, filed }: Pick<FilingResult, 'complaint' | 'filed'>,
): Promise<SentAnswer> {
  const reporter = await context.reporters.find(complaint.id);
  if (!reporter || !filed.links.my) throw new RangeError('a complaint was filed whose reporter is not there');
  const { t, names, time } = locale;
  const { pathname, search } = new URL(filed.links.my);
  const { agency, resolveBy } = complaint;
  const holder = names.agency(agency);
  const by = time.long(resolveBy);
  return {
    ...{ code: complaint.trackingCode, my: pathname + search, kind: names.category(complaint.category) },
    ...{ holder, by, address: await addressState(context, reporter) },
    notice: isAsSeen(request.form.get('seen') ?? '', complaint)
      ? null
      : t('app.sent.differs', { agency: holder, time: by }),
  };
}

/** Whether the form showed this agency and these hours, and an outage if there was one at receipt. */
function isAsSeen(seen: string, complaint: FilingResult['complaint']): boolean {
  const { receivedAt, targetHours, resolveBy } = complaint;
  const withoutOutage = seenPromise(complaint, null);
  const wasOut = resolveBy !== hoursAfter(receivedAt, targetHours);
  return seen.startsWith(withoutOutage) && (seen !== withoutOutage) === wasOut;
}
