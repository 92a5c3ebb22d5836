import type { Logger } from 'pino';

interface CaseFailure {
  complaintId: string;
  /** Null if no message caused it, but the passing of time or the timeline. */
  messageId: string | null;
  error: unknown;
}

/** Rules see only codes and instants, so their errors may be logged in full. */
export function logCaseFailure(logger: Pick<Logger, 'error'>) {
  return ({ complaintId, messageId, error }: CaseFailure): void => {
    logger.error({ complaint: complaintId, message: messageId, err: error }, 'a rule failed for a case');
  };
}
