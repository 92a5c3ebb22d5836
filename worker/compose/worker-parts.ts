import type { CityPack } from '../../city/city-pack';
import type { Environment } from '../../config/environment';
import type { Logger } from '../../config/logger';
import type { Cases } from '../../database/cases/advance-case';
import type { Database } from '../../database/connection';
import type { Channel } from '../../delivery/channel';

/** What fault tests put between the parts, to stop the process at a named point; nothing in production. */
export interface Interposed {
  cases?: (cases: Cases) => Cases;
  mailChannel?: <Item>(channel: Channel<Item>) => Channel<Item>;
}

/** What everything in the worker's process is made from. */
export interface WorkerParts {
  settings: Environment;
  logger: Logger;
  city: CityPack;
  db: Database;
  interposed: Interposed;
}
