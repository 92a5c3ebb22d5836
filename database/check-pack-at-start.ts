import type { CityPack } from '../city/city-pack';
import type { Database } from './connection';
import { CityChangedError } from './stores/city-changed-error';
import { requireFittingPack } from './stores/compare-pack';

interface StartCheck {
  db: Database;
  city: CityPack;
  /** Hears, once, why the pack could not be compared yet. */
  onDelay: (error: unknown) => void;
  /** The pack turned out not to fit after the start: the process is to end. */
  onMisfit: (error: CityChangedError) => void;
  retryMs?: number;
}

/**
 * A pack that does not fit the database starts nothing. A start waits for no database, so while that is away, or too busy
 * to answer, the pack is looked at again until it was compared.
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
