import type { Instant } from '../../domain/instant';
import { localMonday } from '../../domain/local-day';
import { oneLine } from '../../domain/clean-text';
import type { MailDeps } from '../mail-context';
import type { MailMember } from '../mail-material';
import type { MailView } from '../mail-view';
import {
  leadershipContact,
  parseRecipient,
  staffAddress,
  UnknownRecipientError,
  type Recipient,
} from '../../city/recipients';
import type { RenderedMail } from '../rendered-mail';
import type { TemplateSet } from '../template-set';
import { digestMail, type DigestReader } from './digest-mail';
import type {
  DigestMaterial,
  OccasionalMaterial,
  OutageMaterial,
  SignInMaterial,
} from './occasional-material';
import { myLinksMail } from './my-links-mail';
import { outageMail } from './outage-mail';
import { signInMail } from './sign-in-mail';
import { weeklyMail } from './weekly-mail';

/** Why the mail is not sent, for the record. */
export type OccasionalSuppressReason = 'inactive' | 'used' | 'expired' | 'stale' | 'nothing_to_say';

export interface OccasionalInput {
  /** Recipient reference of the notification row. */
  recipient: string;
  material: OccasionalMaterial;
  /** Real time, epoch milliseconds. */
  now: Instant;
}

export type OccasionalOutcome = RenderedMail | { suppress: OccasionalSuppressReason };

/**
 * @throws UnknownRecipientError when the pack no longer has the agency
 * @throws RangeError when the pack lacks a code of a complaint
 */
export function renderOccasional(
  deps: MailDeps,
  templates: TemplateSet,
  { recipient, material, now }: OccasionalInput,
): OccasionalOutcome {
  switch (material.kind) {
    case 'sign_in': {
      const suppress = whyNoSignIn(material, now);
      if (suppress) return { suppress };
      return write(templates, material.member.email, signInMail(deps, { material, recipient }));
    }
    case 'digest': {
      const suppress = whyNoDigest(deps, material, now);
      if (suppress) return { suppress };
      const { member } = material;
      if (member && !member.active) return { suppress: 'inactive' };
      const reader = digestReader(recipient);
      const address = reader.role === 'staff' ? emailOf(member) : staffAddress(reader, deps.city);
      return write(templates, address, digestMail(deps, { material, reader, now }));
    }
    case 'deadlines_shifted':
      return renderOutage(deps, templates, { recipient: parseRecipient(recipient), material });
    case 'my_links':
      if (material.complaints.length === 0) return { suppress: 'nothing_to_say' };
      return write(templates, material.email, myLinksMail(deps, material));
    case 'weekly_report': {
      if (localMonday(now, deps.city.timeZone) !== material.monday) return { suppress: 'stale' };
      const { email } = leadershipContact(deps.city, recipient);
      return write(templates, email, weeklyMail(deps, { material, now }));
    }
  }
}

function renderOutage(
  deps: MailDeps,
  templates: TemplateSet,
  { recipient, material }: { recipient: Recipient; material: OutageMaterial },
): OccasionalOutcome {
  if (recipient.role === 'reporter' || recipient.role === 'supporter')
    throw new UnknownRecipientError('an outage is told to staff');
  const view = outageMail(deps, { recipient, material });
  if (recipient.role !== 'staff') return write(templates, staffAddress(recipient, deps.city), view);
  const { member } = material;
  return member && !member.active ? { suppress: 'inactive' } : write(templates, emailOf(member), view);
}

function whyNoSignIn({ member, usedAt, expiresAt }: SignInMaterial, now: Instant) {
  if (!member.active) return 'inactive';
  if (usedAt !== null) return 'used';
  return expiresAt <= now ? 'expired' : null;
}

/** Yesterday's digest would only bury today's. */
function whyNoDigest({ times, city }: MailDeps, { day, digest }: DigestMaterial, now: Instant) {
  if (times[city.defaultLanguage].day(now) !== day) return 'stale';
  return Object.values(digest).every(({ count }) => count === 0) ? 'nothing_to_say' : null;
}

function digestReader(reference: string): DigestReader {
  const recipient = parseRecipient(reference);
  const { role } = recipient;
  if (role === 'staff') return recipient;
  if (role === 'supervisor' || role === 'agency') return { role, agency: recipient.agency };
  throw new UnknownRecipientError('a digest is for a supervisor or a mailbox');
}

/** @throws UnknownRecipientError for null */
function emailOf(member: MailMember | null): string {
  if (!member) throw new UnknownRecipientError('nobody on the staff list');
  return member.email;
}

function write(templates: TemplateSet, to: string, view: MailView): RenderedMail {
  const subject = oneLine(view.subject);
  return {
    to,
    subject,
    language: view.language,
    text: templates.text({ ...view, subject }),
    html: templates.html({ ...view, subject }),
    headers: {},
  };
}
