import type { Logger } from 'pino';
import { MS_PER_HOUR } from '../../domain/instant';
import { PhotosLeftError, type Erasure } from './erasure';

interface ReporterSweepDeps {
  erasure: Pick<Erasure, 'eraseExpired'>;
  /** For how many days a reporter's data is kept after the complaint was over. */
  keptDays: number;
  logger: Logger;
}

/**
 * Erases reporters whose retention, as the city pack sets it, is over. Photos that could not be removed are listed in
 * the log, and only there.
 */
export function createReporterSweep({ erasure, keptDays, logger }: ReporterSweepDeps): () => Promise<void> {
  return async () => {
    try {
      const erased = await erasure.eraseExpired(Date.now() - keptDays * 24 * MS_PER_HOUR);
      if (erased > 0) logger.info({ erased }, 'reporters kept long enough were erased');
    } catch (error) {
      if (!(error instanceof PhotosLeftError)) throw error;
      logger.error({ photos: error.photoIds }, 'photos of erased reporters could not be removed');
    }
  };
}
