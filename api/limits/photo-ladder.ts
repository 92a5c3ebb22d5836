import { always, countedIn, HOUR_SECONDS } from './counting';
import { createLadder, type Ladder, type LadderDeps } from './ladder';
import type { ApiLimits } from './limits';

/** What costs space is pictures: more than five for each complaint without a step. */
const PER_FILING = 12;
/** The average that people add, where thousands share an address. */
const PER_FILING_WITH_STEP = 2;

/** The ladder for photos that wait for their form. One solution, or one turn, covers all photos of a form. */
export function createPhotoLadder(deps: LadderDeps & { limits: ApiLimits }): Ladder {
  const { filingPerHour, filingWithStepPerHour } = deps.limits;
  return createLadder(deps, {
    name: 'photos',
    first: always(
      countedIn(deps.db, { name: 'photos', points: filingPerHour * PER_FILING, seconds: HOUR_SECONDS }),
    ),
    withStepPerHour: filingWithStepPerHour * PER_FILING_WITH_STEP,
  });
}
