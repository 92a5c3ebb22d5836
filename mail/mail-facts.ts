import { acknowledgeBy, resolveBy } from '../domain/promise';
import { isContentPublic } from '../domain/publicity';
import { isOpen } from '../domain/statuses';
import type { Instant } from '../domain/instant';
import { cleanText } from '../domain/clean-text';
import type { MailContext, ReaderContext, StaffContext } from './mail-context';
import type { MailEvent } from './mail-material';
import type { MailFact, MailQuote } from './mail-view';

export function fact(label: string, value: string, url: string | null = null): MailFact {
  return { label, value, url };
}

/** When something happened or will, as part of a sentence: the time alone if it is the same day. */
export function when({ t, time, now }: MailContext, at: Instant): string {
  if (time.isSameDay(at, now)) return t('mail.when.today', { clock: time.clock(at) });
  return t('mail.when.day', { time: time.long(at) });
}

/**
 * Tracking code, category and place: how a reader recognises the complaint. The address is the reporter's own
 * text.
 */
export function readerFacts(context: ReaderContext): MailFact[] {
  const { t, names, complaint, case: current } = context;
  const address = mayReadOwnText(context) ? (complaint.address ?? '') : '';
  return [
    fact(t('mail.facts.code'), complaint.trackingCode),
    fact(t('mail.facts.kind'), names.category(current.state.category)),
    fact(t('mail.facts.place'), placeOf(address, names.district(complaint.district))),
  ];
}

/**
 * What staff need to find the place and know the deadlines. The reporter is left out: staff don't need them to
 * act.
 */
export function staffFacts(context: StaffContext): MailFact[] {
  const { t, names, time, complaint, case: current } = context;
  const { state } = current;
  return [
    fact(t('mail.facts.code'), complaint.trackingCode),
    fact(t('mail.facts.kind'), names.category(state.category)),
    fact(t('mail.facts.place'), staffPlace(context)),
    fact(t('mail.facts.map'), coordinates(complaint), mapUrl(complaint)),
    fact(t('mail.facts.holder'), names.agency(state.agency)),
    fact(t('mail.facts.receivedAt'), time.long(state.receivedAt)),
    ...(isOpen(state.status) ? deadlineFacts(context) : []),
    ...(complaint.confidential
      ? [fact(t('mail.facts.confidential'), t('mail.facts.confidentialValue'))]
      : []),
  ];
}

function deadlineFacts({ t, time, now, case: { state } }: StaffContext): MailFact[] {
  const shown = (at: Instant) => (at < now ? t('mail.facts.passed', { time: time.long(at) }) : time.long(at));
  const accept = acknowledgeBy(state);
  return [
    ...(accept === null ? [] : [fact(t('mail.facts.acknowledgeBy'), shown(accept))]),
    fact(t('mail.facts.resolveBy'), shown(resolveBy(state))),
  ];
}

function staffPlace({ t, names, complaint }: StaffContext): string {
  const district = names.district(complaint.district);
  const known = complaint.approximate ? t('mail.facts.placeApproximate', { district }) : district;
  const village = names.village(complaint.village);
  return placeOf(complaint.address ?? '', village === null ? known : `${village}, ${known}`);
}

function placeOf(address: string, district: string): string {
  return [cleanText(address).replace(/\n/g, ' '), district].filter((part) => part !== '').join(', ');
}

function coordinates({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}

function mapUrl({ latitude, longitude }: { latitude: number; longitude: number }): string {
  const [lat, lon] = [latitude.toFixed(5), longitude.toFixed(5)];
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`;
}

/** What the reporter wrote is shown only to staff and, once their address is confirmed, to the reporter. */
export function mayReadOwnText({ reader, confirmed }: ReaderContext): boolean {
  return reader === 'reporter' && confirmed;
}

export function ownDescription(context: ReaderContext): MailQuote[] {
  return mayReadOwnText(context) ? descriptionQuote(context) : [];
}

export function descriptionQuote({ t, complaint }: MailContext): MailQuote[] {
  return quote(t('mail.facts.description'), complaint.description);
}

/**
 * The reporter may read what staff wrote for them; other readers only while the public page shows it: a mail shows
 * nobody more than their page does.
 */
export function mayReadStaff({ reader, complaint }: ReaderContext): boolean {
  return reader === 'reporter' || isContentPublic(complaint);
}

export function staffText(context: ReaderContext, event: MailEvent = context.event): string {
  if (event.actor.kind === 'reporter' || !mayReadStaff(context)) return '';
  return event.text ?? '';
}

/** Empty for an empty text: nothing was written, or it was erased. */
export function quote(label: string, text: string): MailQuote[] {
  const clean = cleanText(text);
  return clean === '' ? [] : [{ label, lines: clean.split('\n') }];
}
