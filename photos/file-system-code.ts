/** The file system's code for a call that it refused, such as `ENOSPC`; null for every other error. */
export function fileSystemCode(error: unknown): string | null {
  // Only the file system's errors name a system call; a sender who disconnects causes errors without one.
  const isRefusedCall = typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error;
  return isRefusedCall ? String(error.code) : null;
}
