/** Names under which a failure of the store reaches the workflow. */

/** The stored case is ahead of what was to be written. */
export const CASE_MOVED = 'CaseMoved';
/** There is no such complaint. */
export const CASE_NOT_FOUND = 'CaseNotFound';
