import { ANSWERED_STATUSES, FINAL_STATUSES, OPEN_STATUSES, type Status } from '../domain/statuses';

// Literals and not bound values: only then can PostgreSQL use partial indexes on them.
const listed = (statuses: readonly Status[]) => `(${statuses.map((status) => `'${status}'`).join(', ')})`;

/** For `status IN …`: somebody still has to work on it. */
export const OPEN = listed(OPEN_STATUSES);
/** For `status IN …`: the agency has answered, and the reporter may still object. */
export const ANSWERED = listed(ANSWERED_STATUSES);
/** For `status IN …`: nothing can happen to it any more. */
export const FINAL = listed(FINAL_STATUSES);
