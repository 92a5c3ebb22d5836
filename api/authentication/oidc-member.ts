import type { StaffMember, StaffStore } from '../../database/stores/staff-store';
import { email as emailSchema } from '../http/text-schemas';
import type { OidcSettings } from './oidc-issuer';

/** An issuer's claims about a person; their shape is not guaranteed. */
export type OidcClaims = Readonly<Record<string, unknown>>;

interface MemberDeps {
  staff: Pick<StaffStore, 'findByEmail'>;
  settings: Pick<OidcSettings, 'trustsEmails'>;
}

/**
 * The active member of staff whose address the issuer has verified. Only people whom an administrator has added
 * get in.
 */
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
  // ASCII only: some letters of other scripts fold into ASCII letters when addresses are parsed and compared.
  const isPlain = typeof email === 'string' && /^[\x21-\x7e]+$/.test(email);
  return isPlain ? (emailSchema.safeParse(email).data ?? null) : null;
}
