import type { CityPack } from '../city/city-pack';
import type { Database } from './connection';
import { isDatabaseUnavailable } from './is-database-unavailable';
import { requireFittingPack } from './stores/compare-pack';

interface StartCheck {
  db: Database;
  city: CityPack;
  logger: { warn(message: string): void };
  /** The pack turned out not to fit after the start: the process is to end. */
  onMisfit: (error: unknown) => void;
  retryMs?: number;
}

/**
 * A pack that does not fit the database starts nothing. A start waits for no database, so while that is away the pack is
 * looked at as soon as it is back.
 * @throws CityChangedError
 */
export async function checkPackAtStart(input: StartCheck): Promise<{ stop(): void }> {
  const { db, city, logger, onMisfit, retryMs = 2_000 } = input;
  let timer: NodeJS.Timeout | undefined;

  async function hasLooked(): Promise<boolean> {
    try {
      await requireFittingPack(db, city);
      return true;
    } catch (error) {
      if (isDatabaseUnavailable(error)) return false;
      throw error;
    }
  }

  function lookLater(): void {
    timer = setTimeout(() => {
      hasLooked().then((isDone) => (isDone ? undefined : lookLater()), onMisfit);
    }, retryMs);
  }

  if (!(await hasLooked())) {
    logger.warn('the database is away: the city pack is compared with it when it is back');
    lookLater();
  }
  return { stop: () => clearTimeout(timer) };
}
