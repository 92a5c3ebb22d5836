/** What may be logged of any error: its message could quote what somebody wrote. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
