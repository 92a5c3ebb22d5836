import type { CityPack } from '../../city/city-pack';
import type { Environment } from '../../config/environment';
import type { Logger } from '../../config/logger';
import type { Database } from '../../database/connection';

/** What the parts of the worker process are made from. */
export interface WorkerParts {
  settings: Environment;
  logger: Logger;
  city: CityPack;
  db: Database;
}
