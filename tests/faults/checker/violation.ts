import type { Evidence } from '../evidence/evidence';
import type { Index } from './index-evidence';

/** A broken promise, as a reader can look it up. */
export interface Violation {
  /** The promise. */
  rule: string;
  /** Name of a case, a call or a mail. */
  subject: string;
  detail: string;
}

/** One promise, checked against everything that was seen. Pure. */
export type Rule = (evidence: Evidence, index: Index) => Violation[];
