/** The mailbox that an address belongs to: neither capitals nor what follows a plus sign make a different one. */
export function mailboxOf(email: string): string {
  return email.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}
