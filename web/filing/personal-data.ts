export const PERSONAL_DATA_KINDS = ['identityNumber', 'phone', 'email'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** Indonesia's NIK: sixteen digits, perhaps in groups. */
const IDENTITY_NUMBER = /(?<!\d)\d{4}(?:[ .-]?\d{4}){3}(?!\d)/g;
/** Nine to fourteen digits after a zero or a plus, perhaps in groups. */
const PHONE = /(?<![\d.])(?:\+\d|0)(?:[ ().-]{0,2}\d){8,13}(?!\d)/;
/** Its parts are no longer than RFC 5321 has them: without an end, one long word is read anew from each of its letters. */
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}.-]{2}/u;

/** What in a text looks as if it told of a person; a hint, for it may well be something else. */
export function personalDataIn(text: string): PersonalDataKind[] {
  const rest = text.replaceAll(IDENTITY_NUMBER, ' ');
  const isThere: Record<PersonalDataKind, boolean> = {
    identityNumber: rest !== text,
    phone: PHONE.test(rest),
    email: EMAIL.test(text),
  };
  return PERSONAL_DATA_KINDS.filter((kind) => isThere[kind]);
}
