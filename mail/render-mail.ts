import { join } from 'node:path';
import type { Instant } from '../domain/instant';
import type { NotificationKind } from '../domain/notification-kinds';
import { can } from '../domain/permissions';
import type { Status } from '../domain/statuses';
import type { CityPack } from '../city/city-pack';
import { CATALOGUE } from './catalogue';
import { oneLine } from '../domain/clean-text';
import { createTimeFormat } from '../locale/time-format';
import type { LinkSigner } from '../links/link-signer';
import { createTranslator } from '../locale/translator';
import { viewForReader, viewForStaff } from './mail-frame';
import {
  memberContext,
  readerContext,
  staffContext,
  type MailContext,
  type MailDeps,
  type StaffContext,
} from './mail-context';
import type { MailMaterial } from './mail-material';
import type { MailView } from './mail-view';
import {
  parseRecipient,
  staffAddress,
  type MemberRecipient,
  type ReaderRecipient,
  type StaffRecipient,
} from '../city/recipients';
import {
  renderOccasional,
  type OccasionalInput,
  type OccasionalOutcome,
} from './occasions/render-occasional';
import { isWarnedInVain } from './staff-tasks';
import { createTemplateSet, type TemplateSet } from './template-set';
import type { RenderedMail } from './rendered-mail';

/** Why the mail is not sent, for the record; nothing personal. */
export type SuppressReason =
  'mails_stopped' | 'no_address' | 'no_person' | 'inactive' | 'not_theirs' | 'gone';

export interface RenderInput {
  kind: NotificationKind;
  /** Recipient reference of the notification row. */
  recipient: string;
  material: MailMaterial;
  /** Real time, epoch milliseconds; the case's own clock is derived from it. */
  now: Instant;
}

export interface MailRenderer {
  /**
   * @throws UnknownRecipientError when the pack has no such agency or contact
   * @throws RangeError when kind, recipient and event do not fit, or the pack lacks a code of the complaint
   */
  render(input: RenderInput): RenderedMail | { suppress: SuppressReason };
  /** A mail that is about no complaint. */
  renderOccasional(input: OccasionalInput): OccasionalOutcome;
}

/** Reads templates and locale files once; addresses and titles of staff are read from the pack for each mail. */
export function createMailRenderer(deps: {
  city: CityPack;
  links: LinkSigner;
  /** The public URL of the pages: `https://aduan.example`. */
  publicUrl: string;
  /** Contains `mail/` and `locales/`. */
  templatesFolder: string;
}): MailRenderer {
  const templates = createTemplateSet(join(deps.templatesFolder, 'mail'));
  const { timeZone } = deps.city;
  const mailDeps: MailDeps = {
    ...deps,
    translator: createTranslator(join(deps.templatesFolder, 'locales')),
    // Created once: that costs more than writing a mail.
    times: {
      id: createTimeFormat({ language: 'id', timeZone }),
      en: createTimeFormat({ language: 'en', timeZone }),
    },
  };
  return {
    render(input) {
      const { recipient: reference, ...rest } = input;
      const recipient = parseRecipient(reference);
      switch (recipient.role) {
        case 'reporter':
        case 'supporter':
          return renderForReader(mailDeps, templates, { ...rest, recipient, reference });
        case 'staff':
          return renderForMember(mailDeps, templates, { ...rest, recipient, reference });
        default:
          return renderForOffice(mailDeps, templates, { ...rest, recipient, reference });
      }
    },
    renderOccasional: (input) => renderOccasional(mailDeps, templates, input),
  };
}

type Addressed<To> = Omit<RenderInput, 'recipient'> & { recipient: To; reference: string };
type Rendered = RenderedMail | { suppress: SuppressReason };

function renderForOffice(
  deps: MailDeps,
  templates: TemplateSet,
  { recipient, ...input }: Addressed<StaffRecipient>,
): Rendered {
  // First of all: an office that the pack does not know is a mistake that must not go unnoticed.
  const to = staffAddress(recipient, deps.city);
  const context = staffContext(deps, { ...input, recipient });
  const suppress = whyNot(context, input.kind);
  if (suppress) return { suppress };
  return { to, ...write(templates, context, viewForStaff(context, input)), headers: {} };
}

function renderForMember(
  deps: MailDeps,
  templates: TemplateSet,
  { recipient, ...input }: Addressed<MemberRecipient>,
): Rendered {
  const { member } = input.material;
  if (!member) return { suppress: 'no_person' };
  if (!member.active) return { suppress: 'inactive' };
  const context = memberContext(deps, { ...input, recipient, member });
  const suppress = whyNot(context, input.kind);
  if (suppress) return { suppress };
  return { to: member.email, ...write(templates, context, viewForStaff(context, input)), headers: {} };
}

/** Why staff should no longer get the mail, because of what has happened while it waited. */
function whyNot(context: StaffContext, kind: NotificationKind): SuppressReason | null {
  if (CATALOGUE[kind].for === 'former_staff') return null;
  if (!isTheirs(context)) return 'not_theirs';
  return isWarnedInVain(context) ? 'gone' : null;
}

const TAKEN_AWAY: readonly Status[] = ['withdrawn', 'duplicate'];

/**
 * Whether the case is still the recipient's: people change agencies, and complaints are reassigned, withdrawn and
 * merged.
 */
function isTheirs(context: StaffContext): boolean {
  const { actor, case: shown, latest } = context;
  const isTakenAway = TAKEN_AWAY.includes(latest.status) && latest.status !== shown.state.status;
  return !isTakenAway && !isGivenAway(context) && can(actor, 'view_internal', latest);
}

/** Whether another officer has it by now; supervisors and heads are notified for their office anyway. */
function isGivenAway({ member, case: { state }, latest }: StaffContext): boolean {
  return member?.role === 'officer' && state.officer === member.id && latest.officer !== member.id;
}

function renderForReader(
  deps: MailDeps,
  templates: TemplateSet,
  { kind, material, now, recipient, reference }: Addressed<ReaderRecipient>,
): Rendered {
  const { person } = material;
  if (!person) return { suppress: 'no_person' };
  if (person.email === null) return { suppress: 'no_address' };
  if (person.mailsStoppedAt !== null) return { suppress: 'mails_stopped' };
  const context = readerContext(deps, { material, now, reference, recipient, person });
  // For notifications from before the rule that people merged into a confidential complaint hear nothing about it.
  if (material.complaint.confidential && context.reader !== 'reporter') return { suppress: 'not_theirs' };
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
