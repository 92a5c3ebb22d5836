import type { ActName } from './acts';
import type { Status } from './statuses';

export const REFUSAL_CODES = [
  /** Not legal from the complaint's status. */
  'illegal_transition',
  /** Not this actor's to do; told to the outside as if the complaint did not exist. */
  'forbidden',
  /** The cycle's one extension is used. */
  'already_extended',
  /** An extension asked for after the target. */
  'target_passed',
  /** The objection came after its last instant. */
  'objection_too_late',
  /** Passed on too often: only the command centre reassigns now. */
  'decision_pending',
  /** Reassignment to the agency that has it. */
  'same_agency',
  /** A merge into something that is not an open, earlier complaint of the same category. */
  'not_mergeable',
  /** A merge in which a confidential complaint would take part. */
  'confidential',
  /** A question while another one waits for its answer. */
  'question_open',
  /** The reporter has left the case to others: nobody speaks for them any more. */
  'reporter_left',
  /** An answer to no question. */
  'no_question',
  /** A nudge within an hour of the last one. */
  'nudged_recently',
  /** The command centre works it, in its agency's place. */
  'taken_over',
  /** It is not, or not any more, the agency's that is out. */
  'other_agency',
  /** This outage has shifted it already. */
  'already_shifted',
  /** This outage has not shifted it. */
  'not_shifted',
  /** No deadline is left to be moved. */
  'nothing_to_shift',
  /** Hours, agency or category that the policy or the city does not know. */
  'invalid',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why an act does not count. */
export interface Refusal {
  code: RefusalCode;
  /** `unknown`: a message of that name is none. */
  act: ActName | 'unknown';
  status: Status;
}
