/** A level of escalation: 1 the agency's supervisor, 2 its head, 3 the command centre. */
export type EscalationLevel = 0 | 1 | 2 | 3;

/**
 * The rules of the clock. They are versioned data of the city pack; each complaint pins the version in force at
 * its receipt, so that an edit never rewrites the past.
 */
export interface Policy {
  /** Name of this version, e.g. `2026-11`. A version's content never changes once a complaint has pinned it. */
  version: string;
  /**
   * Hours after the start of a cycle at which a complaint is checked, ascending, and the level that a miss
   * escalates it to.
   */
  checkpoints: { hours: number; level: 1 | 2 | 3 }[];
  /** Target of a reopened complaint, in hours from the objection. */
  reopenTargetHours: number;
  /** How long a reporter may object to a resolution or a rejection, in hours. */
  objectionWindowHours: number;
  /**
   * The time to object begins when the reporter is told of the answer. If nothing can tell them, the case stays
   * open to an objection for so many hours. Absent, as in every policy older than this rule: the time begins with
   * the answer.
   */
  untoldWindowHours?: number;
  /** Reminders to the command centre while a complaint stays at level 3, in hours from reaching it. */
  reminders: { everyHours: number; forHours: number; thenEveryHours: number };
  /** How many reassignments by agencies take effect per complaint; the next one goes to the command centre. */
  handOversByAgencies: number;
  /** Most hours that one extension may grant. */
  extensionMaxHours: number;
  /**
   * Hours by which the first question of a cycle moves the pending checkpoints; an earlier answer gives the rest
   * back. 0, or absent as in every policy older than questions: the clock runs on.
   */
  questionHoldHours?: number;
  /**
   * Whoever works a case is warned once of each checkpoint, when this percentage of the time for it is left, but
   * at most so many hours before it. Absent, as in every policy older than warnings: nobody is warned.
   */
  warnings?: { percentLeft: number; atMostHours: number };
}
