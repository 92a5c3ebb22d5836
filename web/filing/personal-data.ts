export const PERSONAL_DATA_KINDS = ['identityNumber', 'phone', 'email'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** Indonesia's identity number (NIK): sixteen digits, possibly in groups. */
const IDENTITY_NUMBER = /(?<!\d)\d{4}(?:[ .-]?\d{4}){3}(?!\d)/g;
/** A zero or a plus followed by nine to fourteen digits, possibly in groups. */
const PHONE = /(?<![\d.])(?:\+\d|0)(?:[ ().-]{0,2}\d){8,13}(?!\d)/;
/** Parts are no longer than RFC 5321 allows: without a limit, a long word is scanned again from each letter. */
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}.-]{2}/u;

/** What in a text looks like personal data; only a hint, because it may be something else. */
export function personalDataIn(text: string): PersonalDataKind[] {
  const rest = text.replaceAll(IDENTITY_NUMBER, ' ');
  const isThere: Record<PersonalDataKind, boolean> = {
    identityNumber: rest !== text,
    phone: PHONE.test(rest),
    email: EMAIL.test(text),
  };
  return PERSONAL_DATA_KINDS.filter((kind) => isThere[kind]);
}
