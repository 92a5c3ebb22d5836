import { setTimeout as delay } from 'node:timers/promises';
import type { FaultySystem } from '../system/faulty-system';

const LOOK_MS = 100;

/** Waits until every part is up and the api says that it serves. @returns when that was */
export async function untilHealthy(system: FaultySystem, patienceMs = 180_000): Promise<number> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    if (Object.values(system.parts).every((part) => part.isUp()) && (await serves(system))) return Date.now();
    if (Date.now() > giveUpAt) throw new Error(`${nameDown(system)} not up again within ${patienceMs} ms`);
    await delay(LOOK_MS);
  }
}

function nameDown({ parts, deaths }: FaultySystem): string {
  const down = Object.values(parts).filter((part) => !part.isUp());
  const reasons = deaths.flatMap(({ failure }) => failure ?? []);
  return [down.map(({ name }) => name).join(', ') || '/readyz', ...reasons].join('; ');
}

async function serves({ url }: FaultySystem): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
