import type { NotificationKind } from '../domain/notification-kinds';
import { inLanguage } from '../city/in-language';
import { CATALOGUE } from './catalogue';
import { oneLine } from '../domain/clean-text';
import type { Translate } from '../locale/translator';
import { mailChip } from './mail-chip';
import type { MailContext, ReaderContext, StaffContext } from './mail-context';
import type { MailMaterial } from './mail-material';
import type { MailBody, MailLink, MailView } from './mail-view';
import { centreContact } from '../city/recipients';

const LATE_SENDING_MS = 10 * 60_000;

interface Occasion {
  kind: NotificationKind;
  material: MailMaterial;
}

export function viewForStaff(context: StaffContext, { kind, material }: Occasion): MailView {
  const entry = CATALOGUE[kind];
  if (entry.for === 'readers') throw new RangeError(`"${kind}" is no mail for staff`);
  return viewOf(context, {
    body: entry.write(context),
    greeting: staffGreeting(context),
    chip: entry.for === 'staff' ? mailChip(context, 'staff') : null,
    stop: null,
    material,
  });
}

export function viewForReader(context: ReaderContext, { kind, material }: Occasion): MailView {
  const entry = CATALOGUE[kind];
  if (entry.for !== 'readers') throw new RangeError(`"${kind}" is no mail for reporters`);
  const { t, urls } = context;
  return viewOf(context, {
    body: entry.write(context),
    greeting: readerGreeting(context),
    chip: mailChip(context, 'reader'),
    stop: { label: t('mail.frame.stop'), url: urls.stop() },
    material,
  });
}

interface Frame {
  body: MailBody;
  greeting: string;
  chip: MailView['chip'];
  stop: MailLink | null;
  material: MailMaterial;
}

function viewOf(context: MailContext, { body, greeting, chip, stop, material }: Frame): MailView {
  const { t, names, time, language, complaint } = context;
  const isLate = lateByMs(context, material) > LATE_SENDING_MS;
  return {
    ...body,
    language,
    city: names.city,
    trackingCode: complaint.trackingCode,
    greeting,
    chip,
    sections: [],
    tables: [],
    lateSending: isLate ? t('mail.frame.lateSending', { time: time.long(material.dueAt) }) : null,
    historyTitle: t('mail.frame.history'),
    closing: t('mail.frame.closing', { city: names.city }),
    automatic: t('mail.frame.automatic'),
    stop,
  };
}

/**
 * How late the engine recorded the event, by the case's clock, plus how late the courier sends the mail, by the
 * real clock: in development the case's clock may have been moved forward between the two.
 */
function lateByMs({ event, now, complaint }: MailContext, { dueAt, createdAt }: MailMaterial): number {
  const sentAt = now - complaint.clockOffsetMs;
  return event.at - dueAt + (sentAt - createdAt);
}

function readerGreeting({ t, person, confirmed }: ReaderContext): string {
  return personGreeting(t, confirmed ? (person.name ?? '') : '');
}

export function personGreeting(t: Translate, written: string): string {
  const name = oneLine(written);
  return name === '' ? t('mail.frame.greeting') : t('mail.frame.greetingNamed', { name });
}

type Greeted = Pick<StaffContext, 't' | 'names' | 'recipient' | 'member' | 'city' | 'language'>;

export function staffGreeting({ t, names, recipient, member, city, language }: Greeted): string {
  switch (recipient.role) {
    case 'staff':
      return personGreeting(t, member?.name ?? '');
    case 'agency':
      return t('mail.frame.greetingOfficer', { agency: names.agency(recipient.agency) });
    case 'supervisor':
    case 'agency_head':
      return t('mail.frame.greetingOffice', {
        office: names.office(recipient.role === 'supervisor' ? 1 : 2, recipient.agency),
      });
    case 'command_centre':
      return t('mail.frame.greetingOffice', {
        office: inLanguage(centreContact(city, recipient.contact).titles, language),
      });
  }
}
