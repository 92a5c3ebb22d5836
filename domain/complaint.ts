import type { Instant } from './instant';
import type { EscalationLevel, Policy } from './policy';
import type { Outcome, Status } from './statuses';

/** An instant at which the case is looked at. Once that instant has passed, it is met or missed for good. */
export interface Checkpoint {
  /** Its name: hours after the start of the cycle. An extension moves `dueBy`, not this. */
  hours: number;
  level: 1 | 2 | 3;
  dueBy: Instant;
  state: 'pending' | 'met' | 'missed';
  /** The deadline of the last warning to whoever works the case; null before the first one. */
  warnedOf: Instant | null;
}

/** A question to the reporter that has not been answered. */
export interface OpenQuestion {
  askedAt: Instant;
  /** Until when the pending checkpoints were moved to wait for the answer; null when the clock runs on. */
  heldUntil: Instant | null;
  /** Of the event that asked it. */
  sequence: number;
}

/** Hours by which an agency's outage moved the deadlines of a case. */
export interface Shift {
  /** Of the outage. */
  id: string;
  at: Instant;
  /** A fraction if the case came in while its agency was already out. */
  hours: number;
}

/** Everything that the rules need to know about a complaint: ids, codes and instants, nothing personal. */
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
  /** Sequence of the event that is the standing answer; null while there is none. */
  answerSequence: number | null;
  /** When its reporter was told of the standing answer. */
  toldAt: Instant | null;
  /** Since when it is known that nothing can tell its reporter of the standing answer. */
  unreachedAt: Instant | null;
  /** 1 from receipt; each objection starts another. */
  cycle: number;
  targetHours: number;
  checkpoints: Checkpoint[];
  /** Since when its holder is responsible for the checkpoints: receipt, objection or hand-over. */
  heldFrom: Instant;
  /** Whether this cycle's one extension is used. */
  extended: boolean;
  escalationLevel: EscalationLevel;
  /** Level at the start of this cycle, after the escalation by the reopening. */
  cycleBaseLevel: EscalationLevel;
  missesInCycle: number;
  /** The instant at which reaching level 3 was due; reminders count from it. */
  remindersFrom: Instant | null;
  nextReminderBy: Instant | null;
  /** Reassignments by agencies that took effect. */
  handOvers: number;
  decisionPending: boolean;
  /** Grows with every hand-over and reopening; links mailed for an earlier value no longer work. */
  assignment: number;
  /** Whether text and photos may be shown to the public: the agency's first act serves as moderation. */
  published: boolean;
  /** When its reporter withdrew and left it to others who have the same problem; null while it is still theirs. */
  reporterLeftAt: Instant | null;
  mergedInto: string | null;
  /** Ids of the complaints that were merged into this one. */
  absorbed: string[];
  /** Those of `absorbed` whose reporter had left before: they have no say here either. */
  absorbedLeft: string[];
  /** The question that the reporter has not answered yet; null when there is none. */
  question: OpenQuestion | null;
  /** Whether a question has already held the clock in this cycle: only the first one does. */
  held: boolean;
  /** Id of the officer whom the agency assigned. */
  officer: string | null;
  nudgedAt: Instant | null;
  /** Whether the command centre works it in place of its agency. */
  takenOver: boolean;
  /** Shifts of this cycle, without those that were called off. */
  shifts: Shift[];
}

/** A complaint and the policy that it pinned at receipt. */
export interface Case {
  state: ComplaintState;
  policy: Policy;
}
