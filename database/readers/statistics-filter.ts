import type { Instant } from '../../domain/instant';

/** Only the caller knows who reads: `agencies` and `includeConfidential` limit what they may see. */
export interface StatisticsFilter {
  agencies: 'all' | readonly string[];
  /** Received at or after. */
  from: Instant;
  /** Received before. */
  to: Instant;
  includeConfidential: boolean;
  category?: string;
}
