import type { CaseEngine } from '../../api/acts/execute-act';
import type { Cases } from '../../database/cases/advance-case';
import { messageOf } from '../../domain/case-message';
import type { Instant } from '../../domain/instant';
import type { ActRequest } from '../../engine/act-on-case';

export type DirectEngine = ReturnType<typeof createDirectEngine>;

/**
 * Has cases carried forward in this process, by the product's own function, where a workflow would call it: for tests of
 * what stands around it. `clock` is the workflow's.
 */
export function createDirectEngine({ cases, clock }: { cases: Cases; clock: () => Instant }) {
  /** What a workflow does when it begins, and when it is woken. */
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
