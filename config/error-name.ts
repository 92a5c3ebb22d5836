/** The only part of an arbitrary error that may be logged: its message could quote what somebody wrote. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
