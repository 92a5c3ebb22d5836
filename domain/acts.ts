export const REJECT_REASONS = [
  'not_city_matter',
  'insufficient_information',
  'private_dispute',
  'already_handled',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

export const REOPEN_REASONS = ['not_repaired', 'partly', 'broken_again', 'wrong_place'] as const;
export type ReopenReason = (typeof REOPEN_REASONS)[number];

/**
 * What people do to a complaint. Text and photos stay in Postgres: `inputId` names the row of `act_inputs` that
 * holds them, so that a message to the engine carries ids and codes only.
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
  /** The id of a member of staff; null for nobody any more. With `from` only while that one has it. */
  | { act: 'assign'; officer: string | null; from?: string }
  | { act: 'nudge'; inputId?: string }
  | { act: 'take_over'; inputId?: string }
  /** Of an agency that is out: `shift` is the id of its outage; it gives the clock of each of its cases `hours`. */
  | { act: 'shift'; shift: string; agency: string; hours: number }
  /** The outage was called off: what is left of its hours is given back. */
  | { act: 'unshift'; shift: string }
  | { act: 'confirm' }
  | { act: 'reopen'; reason: ReopenReason; inputId?: string }
  | { act: 'withdraw' }
  | { act: 'answer'; inputId?: string };

export type ActName = Act['act'];
