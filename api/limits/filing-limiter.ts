import type { Database } from '../../database/connection';
import { countedIn, type Caller, HOUR_SECONDS } from './counting';
import type { Limiter } from './limiter';
import type { ApiLimits } from './limits';

const MINUTE_SECONDS = 60;
interface FilingLimits {
  db: Pick<Database, 'sequelize'>;
  limits: ApiLimits;
}

/** How many complaints a caller may file before a step is asked for; keys have a limit of their own. */
export function filingLimiter({ db, limits }: FilingLimits): (caller: Caller) => Limiter {
  const ofKeys = countedIn(db, {
    ...{ name: 'key-filing', points: limits.filingPerMinuteAndKey, seconds: MINUTE_SECONDS },
  });
  const ofNetworks = countedIn(db, { name: 'filing', points: limits.filingPerHour, seconds: HOUR_SECONDS });
  return ({ credential }) => (credential.kind === 'api_key' ? ofKeys : ofNetworks);
}
