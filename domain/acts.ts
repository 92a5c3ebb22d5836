export const REJECT_REASONS = [
  'not_city_matter',
  'insufficient_information',
  'private_dispute',
  'already_handled',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** How the reporter learned of the answer; `nobody`: there is no way left to tell them. */
export const TOLD_BY = ['mail', 'push', 'page', 'nobody'] as const;
export type ToldBy = (typeof TOLD_BY)[number];

export const REOPEN_REASONS = ['not_repaired', 'partly', 'broken_again', 'wrong_place'] as const;
export type ReopenReason = (typeof REOPEN_REASONS)[number];

/**
 * What people do to a complaint. Text and photos stay in Postgres: `inputId` names the row of `act_inputs` that
 * holds them, so that a message to the engine carries only ids and codes.
 */
export type Act =
  | { act: 'acknowledge' }
  | { act: 'start' }
  | { act: 'resolve'; inputId?: string }
  | { act: 'reject'; reason: RejectReason; inputId?: string }
  | { act: 'reassign'; agency: string; category?: string; inputId?: string }
  | { act: 'extend'; hours: number; inputId?: string }
  | { act: 'notes'; public: boolean; inputId?: string }
  | { act: 'merge'; into: string }
  | { act: 'ask'; inputId?: string }
  /**
   * `officer` is the id of a member of staff, or null to take it from whoever has it. With `from`, the act counts
   * only while that officer has it.
   */
  | { act: 'assign'; officer: string | null; from?: string }
  | { act: 'nudge'; inputId?: string }
  | { act: 'take_over'; inputId?: string }
  /**
   * For an agency's outage: `shift` is the outage's id; the deadlines of each of the agency's cases move by
   * `hours`.
   */
  | { act: 'shift'; shift: string; agency: string; hours: number }
  /** The outage was called off: deadlines move back by what is left of its hours. */
  | { act: 'unshift'; shift: string }
  | { act: 'confirm' }
  | { act: 'reopen'; reason: ReopenReason; inputId?: string }
  /** The reporter was told of the answer, which is the event with the sequence `answer`. */
  | { act: 'tell'; by: ToldBy; answer: number }
  | { act: 'withdraw' }
  | { act: 'answer'; inputId?: string };

export type ActName = Act['act'];
