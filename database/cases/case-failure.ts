/** An error that a rule threw. */
export interface CaseFailure {
  complaintId: string;
  /** The message that failed; null when time could not pass, or the timeline could not be read. */
  messageId: string | null;
  error: unknown;
}
