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
  /** The id of a member of staff; null for nobody any more. */
  | { act: 'assign'; officer: string | null }
  | { act: 'nudge'; inputId?: string }
  | { act: 'confirm' }
  | { act: 'reopen'; reason: ReopenReason; inputId?: string }
  | { act: 'withdraw' }
  | { act: 'answer'; inputId?: string };

export type ActName = Act['act'];

export const STAFF_ACTS = [
  'acknowledge',
  'start',
  'resolve',
  'reject',
  'reassign',
  'extend',
  'notes',
  'merge',
  'ask',
  'assign',
  'nudge',
] as const satisfies readonly ActName[];

export const REPORTER_ACTS = [
  'confirm',
  'reopen',
  'withdraw',
  'answer',
] as const satisfies readonly ActName[];

export const ACT_NAMES: readonly ActName[] = [...STAFF_ACTS, ...REPORTER_ACTS];
