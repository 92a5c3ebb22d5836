import type { CourierSettings } from './courier-settings';

/** How long to wait after attempt number `attempts`, in milliseconds; `chance` is in [0, 1). */
export function backoffMs(input: {
  attempts: number;
  chance: number;
  backoff: CourierSettings['backoff'];
}): number {
  const { firstMs, mostMs, jitter } = input.backoff;
  const full = Math.min(mostMs, firstMs * 2 ** Math.max(0, input.attempts - 1));
  return Math.round(full * (1 - jitter * input.chance));
}
