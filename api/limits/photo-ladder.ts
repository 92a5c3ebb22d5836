import { always, countedIn } from './counting';
import { createLadder, type Ladder, type LadderDeps } from './ladder';
import type { ApiLimits } from './limits';

const HOUR_SECONDS = 3600;
/** Pictures are what takes room: more than five for each complaint that needs no step. */
const PER_FILING = 12;
/** As many as people add, on average, where thousands share an address. */
const PER_FILING_WITH_STEP = 2;

/** Of photos that wait for their form to be sent. A solution, or a turn, lets all photos of one form through. */
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
