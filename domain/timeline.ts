import type { RejectReason, ReopenReason, ToldBy } from './acts';
import type { TimelineActor } from './actor';
import type { Instant } from './instant';
import type { EscalationLevel } from './policy';
import type { Outcome } from './statuses';

/** What a checkpoint waits for. */
export type Requirement = 'acknowledged' | 'resolved';

/** Why a complaint was escalated. */
export type EscalationCause =
  'not_acknowledged' | 'not_resolved' | 'objection' | 'second_objection' | 'third_hand_over' | 'merged';

/** A note by a person, or by the system about something that changes neither status nor level. */
export type NoteData =
  | { kind: 'note'; public: boolean }
  | { kind: 'signal_refused'; act: string; refusal: string }
  | { kind: 'checkpoint_missed'; checkpointHours: number; requirement: Requirement }
  | { kind: 'decision_pending'; proposedAgency: string };

/** What happened, in codes and instants only; texts and photos are found by the event's `inputId`. */
export type Fact =
  | {
      type: 'received';
      data: {
        category: string;
        agency: string;
        targetHours: number;
        policyVersion: string;
        /** Id of the application's key that filed it. */
        filedBy?: string;
      };
    }
  | { type: 'assigned'; data: { agency: string } }
  | { type: 'acknowledged'; data: Record<string, never> }
  | { type: 'started'; data: Record<string, never> }
  | { type: 'noted'; data: NoteData }
  | {
      type: 'escalated';
      data: {
        level: EscalationLevel;
        cause: EscalationCause;
        checkpointHours?: number;
        proposedAgency?: string;
      };
    }
  /** Whoever works the case was warned of a checkpoint that comes near. */
  | { type: 'warned'; data: { checkpointHours: number; requirement: Requirement; dueBy: Instant } }
  | { type: 'target_missed'; data: { targetHours: number; checkpointHours: number } }
  | { type: 'reminded'; data: { day: number } }
  | { type: 'reassigned'; data: { from: string; to: string; category?: string } }
  | { type: 'extended'; data: { hours: number; promisedBy: Instant; resolveBy: Instant } }
  | { type: 'resolved'; data: Record<string, never> }
  | { type: 'rejected'; data: { reason: RejectReason } }
  | { type: 'reopened'; data: { reason: ReopenReason; cycle: number } }
  /** `heldUntil`: the pending checkpoints were moved to wait for the answer, at most until then. */
  | { type: 'information_requested'; data: { heldUntil?: Instant } }
  | { type: 'information_answered'; data: Record<string, never> }
  | { type: 'officer_assigned'; data: { officer: string | null } }
  | { type: 'nudged'; data: Record<string, never> }
  | { type: 'taken_over'; data: Record<string, never> }
  /**
   * An agency's outage moved every deadline to come; `undone`: they were moved back by what was left of its hours.
   */
  | {
      type: 'shifted';
      data: { shift: string; hours: number; promisedBy: Instant; resolveBy: Instant; undone?: true };
    }
  | { type: 'confirmed'; data: Record<string, never> }
  /** The reporter was told of the answer, the event with the sequence `answer`. */
  | { type: 'reporter_told'; data: { by: Exclude<ToldBy, 'nobody'>; answer: number } }
  /** Nothing can tell the reporter of the answer. */
  | { type: 'reporter_unreached'; data: { answer: number } }
  /** `unreached`: by silence, too, but nothing could tell the reporter. */
  | { type: 'closed'; data: { outcome: Outcome; by: 'reporter' | 'silence' | 'unreached' } }
  | { type: 'withdrawn'; data: Record<string, never> }
  /** The reporter withdrew, and the case goes on for the others who have the same problem. */
  | { type: 'reporter_left'; data: Record<string, never> }
  /**
   * On the complaint that ends, `into` is the survivor. On the survivor, `absorbed` are the complaints that were
   * merged into it, and `left` those of them whose reporter had left before.
   */
  | { type: 'merged'; data: { into: string } | { absorbed: string[]; left?: string[] } };

export type EventType = Fact['type'];

/**
 * One entry of a complaint's timeline. `at` is when it was decided (by the workflow's clock), `dueAt` when it was
 * due, if it belongs to a deadline. `requestId` is the id of the message that caused it.
 */
export type TimelineEvent = Fact & {
  sequence: number;
  at: Instant;
  dueAt?: Instant;
  actor: TimelineActor;
  inputId?: string;
  requestId?: string;
};
