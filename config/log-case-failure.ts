import type { Logger } from 'pino';

interface CaseFailure {
  complaintId: string;
  /** Null when no message, but the passing of time or the timeline was at fault. */
  messageId: string | null;
  error: unknown;
}

/** Rules see codes and instants only, so what one of their errors says may be logged. */
export function logCaseFailure(logger: Pick<Logger, 'error'>) {
  return ({ complaintId, messageId, error }: CaseFailure): void => {
    logger.error({ complaint: complaintId, message: messageId, err: error }, 'a rule failed for a case');
  };
}
