import { filingLimiter } from './filing-limiter';
import { createLadder, type Ladder, type LadderDeps } from './ladder';
import type { ApiLimits } from './limits';

/** Of complaints, and of what makes us write to an address that somebody typed. */
export function createFilingLadder(deps: LadderDeps & { limits: ApiLimits }): Ladder {
  return createLadder(deps, {
    name: 'filing',
    first: filingLimiter(deps),
    withStepPerHour: deps.limits.filingWithStepPerHour,
  });
}
