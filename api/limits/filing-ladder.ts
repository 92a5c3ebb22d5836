import { filingLimiter } from './filing-limiter';
import { createLadder, type Ladder, type LadderDeps } from './ladder';
import type { ApiLimits } from './limits';

/** The ladder for complaints, and for requests that make us write to an address that somebody entered. */
export function createFilingLadder(deps: LadderDeps & { limits: ApiLimits }): Ladder {
  return createLadder(deps, {
    name: 'filing',
    first: filingLimiter(deps),
    withStepPerHour: deps.limits.filingWithStepPerHour,
  });
}
