import type { Instant } from '../../domain/instant';
import type { OccasionalMaterial } from '../../mail/occasions/occasional-material';
import type { OccasionalMail } from '../stores/occasional-mails';
import type { SignInStore } from '../stores/sign-in-store';
import type { StaffStore } from '../stores/staff-store';
import type { OutageReader } from './outage-reader';
import type { OwnLinksReader } from './own-links-reader';
import type { DigestReader } from './digest-reader';
import type { WeeklyReader } from './weekly-reader';

export interface OccasionalMailReader {
  /** Null when what the mail is about does not exist, or no longer does. */
  materialFor(mail: OccasionalMail & { now: Instant }): Promise<OccasionalMaterial | null>;
}

interface OccasionalMailReaderDeps {
  staff: Pick<StaffStore, 'find'>;
  signIns: Pick<SignInStore, 'find'>;
  digests: Pick<DigestReader, 'digestOf'>;
  weeks: WeeklyReader;
  outages: Pick<OutageReader, 'find'>;
  ownLinks: Pick<OwnLinksReader, 'linksOf'>;
}

export function createOccasionalMailReader(deps: OccasionalMailReaderDeps): OccasionalMailReader {
  return {
    async materialFor({ kind, recipient, occasion, now }) {
      const id = recipient.slice(recipient.indexOf(':') + 1);
      if (kind === 'sign_in') return signInMaterial(deps, { staffId: id, signInId: occasion });
      if (kind === 'deadlines_shifted') return outageMaterial(deps, { recipient, occasion });
      if (kind === 'my_links') {
        const own = await deps.ownLinks.linksOf(id);
        return own && { kind, ...own };
      }
      if (kind === 'weekly_report') {
        const report = await deps.weeks.reportOf({ monday: occasion });
        return { kind, contact: id, monday: occasion, report };
      }
      return digestMaterial(deps, { recipient, day: occasion, now });
    },
  };
}

/** For the agency of the office, or the one that the member of staff supervises now. */
async function digestMaterial(
  { staff, digests }: OccasionalMailReaderDeps,
  { recipient, day, now }: { recipient: string; day: string; now: Instant },
): Promise<OccasionalMaterial | null> {
  const [role, id = ''] = recipient.split(':');
  const member = role === 'staff' ? await staff.find(id) : null;
  if (role === 'staff' && member?.role !== 'supervisor') return null;
  const agency = member ? member.agency : id;
  if (agency === null) return null;
  return { kind: 'digest', agency, member, day, digest: await digests.digestOf({ agency, now }) };
}

async function signInMaterial(
  { staff, signIns }: OccasionalMailReaderDeps,
  { staffId, signInId }: { staffId: string; signInId: string },
): Promise<OccasionalMaterial | null> {
  const [request, member] = await Promise.all([signIns.find(signInId), staff.find(staffId)]);
  if (!request || !member || request.staffId !== staffId) return null;
  const { device, requestedAt, expiresAt, usedAt } = request;
  return { kind: 'sign_in', signInId, member, device, requestedAt, expiresAt, usedAt };
}

/** `occasion`: the outage's id, followed by a word once it was called off. */
async function outageMaterial(
  { staff, outages }: OccasionalMailReaderDeps,
  { recipient, occasion }: { recipient: string; occasion: string },
): Promise<OccasionalMaterial | null> {
  const [id = '', undone] = occasion.split(' ');
  const [role, memberId = ''] = recipient.split(':');
  const [outage, member] = await Promise.all([
    outages.find(id),
    role === 'staff' ? staff.find(memberId) : null,
  ]);
  if (!outage || (role === 'staff' && !member)) return null;
  const { agency, hours, until, reason } = outage;
  return { kind: 'deadlines_shifted', agency, hours, until, reason, undone: undone !== undefined, member };
}
