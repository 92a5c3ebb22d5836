import type { CityPack } from '../city/city-pack';
import type { Database } from './connection';
import { CityChangedError } from './stores/city-changed-error';
import { requireFittingPack } from './stores/compare-pack';

interface StartCheck {
  db: Database;
  city: CityPack;
  /** Called once, with the reason why the pack could not be compared yet. */
  onDelay: (error: unknown) => void;
  /** The pack turned out not to fit after the start: the process has to end. */
  onMisfit: (error: CityChangedError) => void;
  retryMs?: number;
}

/**
 * Stops a start with a pack that does not fit the database. A start does not wait for the database, so while that
 * is away or too busy, the comparison is repeated until it succeeds.
 * @throws CityChangedError
 */
export async function checkPackAtStart(input: StartCheck): Promise<{ stop(): void }> {
  const { db, city, onDelay, onMisfit, retryMs = 2_000 } = input;
  let timer: NodeJS.Timeout | undefined;

  /** @returns why it could not be compared, or null */
  async function look(): Promise<Error | null> {
    try {
      await requireFittingPack(db, city);
      return null;
    } catch (error) {
      if (error instanceof CityChangedError || !(error instanceof Error)) throw error;
      return error;
    }
  }

  function lookLater(): void {
    timer = setTimeout(() => {
      look().then((reason) => (reason ? lookLater() : undefined), onMisfit);
    }, retryMs);
  }

  const reason = await look();
  if (reason) {
    onDelay(reason);
    lookLater();
  }
  return { stop: () => clearTimeout(timer) };
}
