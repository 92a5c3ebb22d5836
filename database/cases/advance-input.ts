import type { CaseMessage } from '../../domain/case-message';
import type { Instant } from '../../domain/instant';

export interface AdvanceInput {
  complaintId: string;
  messages: readonly CaseMessage[];
  /** By the clock of the case's workflow. */
  at: Instant;
}
