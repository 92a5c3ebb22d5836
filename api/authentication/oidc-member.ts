import type { StaffMember, StaffStore } from '../../database/stores/staff-store';
import { email as emailSchema } from '../complaints/text-schemas';
import type { OidcSettings } from './oidc-issuer';

/** What an issuer says of somebody; nothing about its shape is certain. */
export type OidcClaims = Readonly<Record<string, unknown>>;

interface MemberDeps {
  staff: Pick<StaffStore, 'findByEmail'>;
  settings: Pick<OidcSettings, 'trustsEmails'>;
}

/** The active member of staff whose address the issuer has verified; nobody is let in whom no administrator has added. */
export async function memberOfClaims(
  { staff, settings }: MemberDeps,
  claims: OidcClaims,
): Promise<StaffMember | null> {
  const address = verifiedEmail(claims, settings);
  const member = address === null ? null : await staff.findByEmail(address);
  return member?.active ? member : null;
}

function verifiedEmail(
  { email, email_verified: verified }: OidcClaims,
  { trustsEmails }: MemberDeps['settings'],
): string | null {
  if (verified !== true && !(verified === undefined && trustsEmails)) return null;
  // Plain letters only: other scripts have letters that fold into ours when addresses are read and compared.
  const isPlain = typeof email === 'string' && /^[\x21-\x7e]+$/.test(email);
  return isPlain ? (emailSchema.safeParse(email).data ?? null) : null;
}
