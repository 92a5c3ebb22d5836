import type { Database } from '../../database/connection';
import { countedIn, type Caller } from './counting';
import type { Limiter } from './limiter';
import type { ApiLimits } from './limits';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;

interface FilingLimits {
  db: Pick<Database, 'sequelize'>;
  limits: ApiLimits;
}

/** How many complaints a caller may file before anything more is asked of them; a key has a limit of its own. */
export function filingLimiter({ db, limits }: FilingLimits): (caller: Caller) => Limiter {
  const ofKeys = countedIn(db, {
    ...{ name: 'key-filing', points: limits.filingPerMinuteAndKey, seconds: MINUTE_SECONDS },
  });
  const ofNetworks = countedIn(db, { name: 'filing', points: limits.filingPerHour, seconds: HOUR_SECONDS });
  return ({ credential }) => (credential.kind === 'api_key' ? ofKeys : ofNetworks);
}
