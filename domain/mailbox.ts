/** Whose mailbox an address is of: capitals make no other one, nor does what stands behind a plus sign. */
export function mailboxOf(email: string): string {
  return email.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}
