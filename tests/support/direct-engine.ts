import type { CaseEngine } from '../../api/acts/execute-act';
import type { Cases } from '../../database/cases/advance-case';
import { messageOf } from '../../domain/case-message';
import type { Instant } from '../../domain/instant';
import type { ActRequest } from '../../engine/act-on-case';

export type DirectEngine = ReturnType<typeof createDirectEngine>;

/**
 * An engine that advances cases in this process, by the same function that the workflow's activity calls: for
 * tests of what surrounds it. `clock` is the workflow's.
 */
export function createDirectEngine({ cases, clock }: { cases: Cases; clock: () => Instant }) {
  /** Does what a workflow does when it starts and when it is woken. */
  const look = (complaintId: string) => cases.advance({ complaintId, messages: [], at: clock() });
  return {
    look,
    async act({ complaintId, ...request }: ActRequest) {
      const message = { ...messageOf(request), at: clock() };
      const { outcomes } = await cases.advance({ complaintId, messages: [message], at: message.at });
      return outcomes[0] ?? { kind: 'failed' };
    },
    wake: ({ id }) => void look(id),
  } satisfies CaseEngine & { look: unknown };
}
