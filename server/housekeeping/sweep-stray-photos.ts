import type { Logger } from 'pino';
import type { PhotoNames } from '../../database/readers/photo-names';
import { MS_PER_HOUR } from '../../domain/instant';
import type { PhotoStore } from '../../photos/photo-store';

export interface StrayPhotoSweepDeps {
  photoStore: Pick<PhotoStore, 'stored' | 'remove'>;
  photoNames: PhotoNames;
  logger: Logger;
}

/** Far longer than any request takes between storing a picture and its row. */
const STRAY_AFTER_MS = 24 * MS_PER_HOUR;

const BATCH = 500;

/**
 * A crash leaves single photos. More than this suggests two installations on one store, or a database restored
 * from a backup.
 */
const STRAYS_AT_MOST = { count: 50, share: 0.1 };

/**
 * Removes photos without a row: a process was killed between storing the photo and the row, or an erasure could
 * not remove the photo.
 */
export function createStrayPhotoSweep(deps: StrayPhotoSweepDeps): () => Promise<void> {
  return async () => {
    const { strays, seen } = await lookFor(deps, Date.now() - STRAY_AFTER_MS);
    if (strays.length > Math.max(STRAYS_AT_MOST.count, seen * STRAYS_AT_MOST.share)) {
      const found = { orphans: strays.length, photos: seen };
      deps.logger.error(found, 'too many photos that the database does not know: none is removed');
      return;
    }
    for (const id of strays) await deps.photoStore.remove(id);
    if (strays.length > 0) deps.logger.info({ photos: strays }, 'photos that nothing names were removed');
  };
}

async function lookFor(
  { photoStore, photoNames }: StrayPhotoSweepDeps,
  storedBefore: number,
): Promise<{ strays: string[]; seen: number }> {
  const strays: string[] = [];
  let seen = 0;
  const batch = new Set<string>();
  const judge = async () => {
    const named = await photoNames.named([...batch]);
    strays.push(...[...batch].filter((id) => !named.has(id)));
    seen += batch.size;
    batch.clear();
  };
  for await (const { id, storedAt } of photoStore.stored()) {
    if (storedAt < storedBefore) batch.add(id);
    if (batch.size === BATCH) await judge();
  }
  if (batch.size > 0) await judge();
  return { strays: [...new Set(strays)], seen };
}
