/** What a file system says of a call that it refuses, such as `ENOSPC`; null for every other error. */
export function fileSystemCode(error: unknown): string | null {
  // Of what happens to a file these alone name the system's call; a sender who goes away causes others.
  const isRefusedCall = typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error;
  return isRefusedCall ? String(error.code) : null;
}
