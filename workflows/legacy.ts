import type { ComplaintState } from '../domain/complaint';
import { tellSurvivor } from './postgres';

/** A complaint that ended in another leaves it its reporters and its level. */
export async function leaveToSurvivor({
  id,
  mergedInto,
  absorbed,
  escalationLevel,
}: ComplaintState): Promise<void> {
  if (mergedInto === null) return;
  await tellSurvivor({
    survivorId: mergedInto,
    legacy: { absorbed: [id, ...absorbed], level: escalationLevel },
  });
}
