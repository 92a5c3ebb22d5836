import type { ActName } from './acts';
import type { Status } from './statuses';

export const REFUSAL_CODES = [
  /** Not legal from the complaint's status. */
  'illegal_transition',
  /** This actor may not do it; outsiders are told that the complaint does not exist. */
  'forbidden',
  /** The cycle's one extension is used. */
  'already_extended',
  /** An extension asked for after the target. */
  'target_passed',
  /** The objection came after its last instant. */
  'objection_too_late',
  /** Reassigned too often: now only the command centre reassigns. */
  'decision_pending',
  /** Reassignment to the agency that has it already. */
  'same_agency',
  /** A merge into something other than an open, earlier complaint of the same category. */
  'not_mergeable',
  /** A merge that involves a confidential complaint. */
  'confidential',
  /** A question while another one is open. */
  'question_open',
  /** The reporter has left the case to others: nobody acts for them any more. */
  'reporter_left',
  /** An answer without an open question. */
  'no_question',
  /** A nudge within an hour of the last one. */
  'nudged_recently',
  /** The command centre works it in place of its agency. */
  'taken_over',
  /** It does not, or no longer, belong to the agency that is out. */
  'other_agency',
  /** This outage has shifted it already. */
  'already_shifted',
  /** This outage has not shifted it. */
  'not_shifted',
  /** No deadline is left to move. */
  'nothing_to_shift',
  /** Hours, agency or category that the policy or the city pack does not allow. */
  'invalid',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why an act does not count. */
export interface Refusal {
  code: RefusalCode;
  /** `unknown`: there is no message of that name. */
  act: ActName | 'unknown';
  status: Status;
}
