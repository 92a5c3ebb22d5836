import type { Instant } from './instant';
import type { EscalationLevel, Policy } from './policy';
import type { Outcome, Status } from './statuses';

/** One look at the clock. It is passed when its instant is over, and then met or missed for good. */
export interface Checkpoint {
  /** Its name: hours after the start of the cycle. An extension moves `dueBy`, not this. */
  hours: number;
  level: 1 | 2 | 3;
  dueBy: Instant;
  state: 'pending' | 'met' | 'missed';
  /** The deadline that whoever works the case was warned of last; null before the first warning. */
  warnedOf: Instant | null;
}

/** A question to the reporter that nobody has answered. */
export interface OpenQuestion {
  askedAt: Instant;
  /** Until when the checkpoints to come were moved for it; null when the clock runs on. */
  heldUntil: Instant | null;
  /** Of the event that asked. */
  sequence: number;
}

/** Hours that an agency's outage gave the clock of its case. */
export interface Shift {
  /** Of the outage. */
  id: string;
  at: Instant;
  /** A fraction, where it came while its agency was out already. */
  hours: number;
}

/** Everything that the rules need to know of a complaint: ids, codes and instants, nothing personal. */
export interface ComplaintState {
  id: string;
  /** Sequence of the last timeline event. */
  sequence: number;
  status: Status;
  outcome: Outcome | null;
  category: string;
  agency: string;
  policyVersion: string;
  /** Id of the application's key that filed it, if one did. */
  filedBy: string | null;
  receivedAt: Instant;
  acknowledgedAt: Instant | null;
  resolvedAt: Instant | null;
  rejectedAt: Instant | null;
  closedAt: Instant | null;
  /** 1 from receipt; each objection starts another. */
  cycle: number;
  targetHours: number;
  checkpoints: Checkpoint[];
  /** Since when whoever has it has to mind the checkpoints: receipt, objection or hand-over. */
  heldFrom: Instant;
  /** Whether this cycle's one extension is used. */
  extended: boolean;
  escalationLevel: EscalationLevel;
  /** Level at the start of this cycle, after a reopening's raise. */
  cycleBaseLevel: EscalationLevel;
  missesInCycle: number;
  /** Due instant of reaching level 3, from which reminders count. */
  remindersFrom: Instant | null;
  nextReminderBy: Instant | null;
  /** Reassignments that agencies have carried out. */
  handOvers: number;
  decisionPending: boolean;
  /** Grows with every hand-over and reopening; links mailed for an earlier one are dead. */
  assignment: number;
  /** Whether text and photos may be shown to the public: the agency's first act is the moderation. */
  published: boolean;
  /** When its reporter withdrew and left it to those who have the same problem; null while it is theirs. */
  reporterLeftAt: Instant | null;
  mergedInto: string | null;
  /** Ids of the complaints that were merged into this one. */
  absorbed: string[];
  /** Those of them whose reporter had left before: who left has no say here either. */
  absorbedLeft: string[];
  /** What the agency waits for the reporter to say; null when nothing is open. */
  question: OpenQuestion | null;
  /** Whether a question of this cycle has held the clock already: only the first one does. */
  held: boolean;
  /** Id of the member of staff whom the agency gave it to. */
  officer: string | null;
  nudgedAt: Instant | null;
  /** Whether the command centre works it in its agency's place. */
  takenOver: boolean;
  /** Of this cycle, but for those that were called off. */
  shifts: Shift[];
}

/** A complaint with the rules that it pinned at receipt. */
export interface Case {
  state: ComplaintState;
  policy: Policy;
}
