/**
 * SQL that is true when a mailbox's holder has confirmed an address that the same browser gave before, and has not
 * stopped mails since: what this browser sends with this address is theirs
 * (docs/decisions/0032-who-is-told-what.md).
 * @param hash of `knownBy`; null for nobody
 */
export function isKnownAddress(hash: string): string {
  const rowsOf = (table: string) => `FROM ${table} WHERE known_by = ${hash}`;
  const confirmed = (table: string) => `EXISTS (SELECT ${rowsOf(table)} AND email_confirmed_at IS NOT NULL)`;
  const stopped = (table: string) => `EXISTS (SELECT ${rowsOf(table)} AND mails_stopped_at IS NOT NULL)`;
  return `((${confirmed('reporters')} OR ${confirmed('supporters')})
    AND NOT ${stopped('reporters')} AND NOT ${stopped('supporters')})`;
}
