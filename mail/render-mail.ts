import { join } from 'node:path';
import type { Instant } from '../domain/instant';
import type { NotificationKind } from '../domain/notifications';
import type { CityPack } from '../city/city-pack';
import { oneLine } from './clean-text';
import { createTimeFormat } from './format-time';
import type { LinkSigner } from './link-signer';
import { createTranslator } from './locales';
import { viewForReader, viewForStaff } from './mail-frame';
import { readerContext, staffContext, type MailContext, type MailDeps } from './mail-context';
import type { MailMaterial } from './mail-material';
import type { MailView } from './mail-view';
import { parseRecipient, staffAddress, type Recipient, type StaffRecipient } from './recipients';
import { createTemplateSet, type TemplateSet } from './template-set';

export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  language: string;
  /** Beyond those that every mail gets from the transport. */
  headers: Record<string, string>;
}

/** Why nobody gets the mail: for the record, without anything personal. */
export type SuppressReason = 'mails_stopped' | 'no_address' | 'no_person';

export interface RenderInput {
  kind: NotificationKind;
  /** Recipient reference of the notification row. */
  recipient: string;
  material: MailMaterial;
  /** Real time, epoch milliseconds; the case's own clock is reckoned from it. */
  now: Instant;
}

export interface MailRenderer {
  /**
   * @throws UnknownRecipientError when the pack has no such agency or contact
   * @throws RangeError when kind, recipient and event do not go together, or the pack lacks a code of the complaint
   */
  render(input: RenderInput): RenderedMail | { suppress: SuppressReason };
}

/** Reads templates and locale files once; addresses and titles of staff are the pack's at the moment of rendering. */
export function createMailRenderer(deps: {
  city: CityPack;
  links: LinkSigner;
  /** Where the pages are served, as people reach them: `https://aduan.example`. */
  publicUrl: string;
  /** Holds `mail/` and `locales/`. */
  templatesFolder: string;
}): MailRenderer {
  const templates = createTemplateSet(join(deps.templatesFolder, 'mail'));
  const { timeZone } = deps.city;
  const mailDeps: MailDeps = {
    ...deps,
    translator: createTranslator(join(deps.templatesFolder, 'locales')),
    // Made once: making them costs more than writing a mail.
    times: {
      id: createTimeFormat({ language: 'id', timeZone }),
      en: createTimeFormat({ language: 'en', timeZone }),
    },
  };
  return {
    render(input) {
      const recipient = parseRecipient(input.recipient);
      const { material, now, recipient: reference } = input;
      if (isReader(recipient))
        return renderForReader(mailDeps, templates, { ...input, recipient, reference });
      const context = staffContext(mailDeps, { material, now, reference, recipient });
      return {
        to: staffAddress(recipient, deps.city),
        ...write(templates, context, viewForStaff(context, input)),
        headers: {},
      };
    },
  };
}

type ReaderRecipient = Exclude<Recipient, StaffRecipient>;

function isReader(recipient: Recipient): recipient is ReaderRecipient {
  return recipient.role === 'reporter' || recipient.role === 'supporter';
}

function renderForReader(
  deps: MailDeps,
  templates: TemplateSet,
  {
    kind,
    material,
    now,
    recipient,
    reference,
  }: Omit<RenderInput, 'recipient'> & { recipient: ReaderRecipient; reference: string },
): RenderedMail | { suppress: SuppressReason } {
  const { person } = material;
  if (!person) return { suppress: 'no_person' };
  if (person.email === null) return { suppress: 'no_address' };
  if (person.mailsStoppedAt !== null) return { suppress: 'mails_stopped' };
  const context = readerContext(deps, { material, now, reference, recipient, person });
  return {
    to: person.email,
    ...write(templates, context, viewForReader(context, { kind, material })),
    headers: {
      'List-Unsubscribe': `<${context.urls.stop()}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

function write(
  templates: TemplateSet,
  { complaint, language }: MailContext,
  view: MailView,
): Pick<RenderedMail, 'subject' | 'text' | 'html' | 'language'> {
  const subject = `[${complaint.trackingCode}] ${oneLine(view.subject)}`;
  return {
    subject,
    language,
    text: templates.text({ ...view, subject }),
    html: templates.html({ ...view, subject }),
  };
}
