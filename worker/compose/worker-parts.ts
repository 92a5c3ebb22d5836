import type { CityPack } from '../../city/city-pack';
import type { Environment } from '../../config/environment';
import type { Logger } from '../../config/logger';
import type { Database } from '../../database/connection';

/** What everything in the worker's process is made from. */
export interface WorkerParts {
  settings: Environment;
  logger: Logger;
  city: CityPack;
  db: Database;
}
